import { describe, expect, it } from 'vitest';
import { ageOfContact, ContactClock, rolloutGrace } from './contact-clock.ts';

const start = Date.parse('2026-06-01T12:00:00Z');

function open() {
  const time = { wall: start, monotonic: 5_000 };
  const contact = new ContactClock({ now: () => time.wall, monotonic: () => time.monotonic });
  const pass = (milliseconds: number) => {
    time.wall += milliseconds;
    time.monotonic += milliseconds;
  };
  return { time, contact, pass };
}

describe('the contact clock', () => {
  it('grows with the wall clock while in contact, and ten minutes beyond the last one', () => {
    const { contact, pass } = open();
    contact.contact(0);
    expect(contact.read()).toEqual({ now: start, rolloutNow: start });
    pass(rolloutGrace);
    expect(contact.read().rolloutNow).toBe(start + rolloutGrace);
    pass(3_600_000);
    expect(contact.read()).toEqual({
      now: start + rolloutGrace + 3_600_000,
      rolloutNow: start + rolloutGrace,
    });
  });

  it('reads whole milliseconds, from clocks that know parts of them', () => {
    const { contact, pass } = open();
    contact.contact(0);
    pass(0.7);
    expect(contact.read()).toEqual({ now: start, rolloutNow: start });
    pass(rolloutGrace + 5.5);
    const { now, rolloutNow } = contact.read();
    expect(now).toBe(start + rolloutGrace + 6);
    expect([start + rolloutGrace - 1, start + rolloutGrace]).toContain(rolloutNow);
  });

  it('never grows before the first contact', () => {
    const { contact } = open();
    expect(contact.age).toBe(Number.POSITIVE_INFINITY);
    expect(contact.lastContact).toBeUndefined();
    expect(contact.read().rolloutNow).toBe(0);
  });

  it('measures age by the monotonic clock when the wall clock is set back', () => {
    const { contact, pass, time } = open();
    contact.contact(0);
    pass(60_000);
    time.wall -= 3_600_000;
    expect(contact.age).toBe(60_000);
    pass(rolloutGrace);
    const stopped = contact.read().rolloutNow;
    pass(3_600_000);
    expect(contact.read().rolloutNow).toBe(stopped);
  });

  it('grows no further when the wall clock is set forward out of contact', () => {
    const { contact, time } = open();
    contact.contact(0);
    time.wall += 86_400_000;
    time.monotonic += 1_000;
    contact.contact(999.9);
    expect(contact.read().rolloutNow).toBe(start + rolloutGrace);
    expect(contact.contact(0)).toBe(true);
    expect(contact.read().rolloutNow).toBe(start + 86_400_000);
  });

  it('says when growth goes on after it had stopped, and not otherwise', () => {
    const { contact, pass } = open();
    expect(contact.contact(0)).toBe(true);
    pass(rolloutGrace);
    expect(contact.contact(0)).toBe(false);
    pass(rolloutGrace + 1);
    expect(contact.contact(rolloutGrace + 1)).toBe(false);
    expect(contact.contact(10)).toBe(true);
  });

  it('keeps the latest contact when an older one is reported', () => {
    const { contact } = open();
    contact.contact(100);
    contact.contact(5_000);
    expect(contact.age).toBe(100);
    expect(contact.lastContact).toBe(start - 100);
  });
});

describe('the age of a contact that another process noted', () => {
  it('is the difference of both clocks', () => {
    expect(ageOfContact(start - 5_000, start)).toBe(5_000);
  });

  it('is as old as growth tolerates where it claims to come from the future', () => {
    expect(ageOfContact(start + 1, start)).toBe(rolloutGrace);
  });
});
