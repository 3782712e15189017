// The one door of all root commands: from any Node >= 20 with npm to the pinned pnpm and Node 24, then on to scripts/.
// Plain JavaScript, because it must run before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const pnpmVersion = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).engines.pnpm;
const bin = join(root, 'node_modules', '.bin');
const stamp = join(root, 'node_modules', '.hoist-installed');
const examples = readdirSync(join(root, 'examples')).map((name) => join('examples', name));
const packages = ['.', 'core', 'plugins', 'store', 'relay', 'provider', 'admin', 'bench', ...examples];
const offline =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|META_FETCH_FAIL|fetch failed|network/i;

const [command = 'start', ...rest] = process.argv.slice(2);

refuseOldNode();
refuseReadOnlyFolder();
install();
run(findNode(), [join(root, 'scripts', `${command}.ts`), ...rest]);

function refuseOldNode() {
  if (Number(process.versions.node.split('.')[0]) >= 20) return;
  stop(
    `Hoist needs Node 20 or newer to begin; this is ${process.version}. Install a newer one, then run npm ${command} again.`,
  );
}

function refuseReadOnlyFolder() {
  try {
    accessSync(root, constants.W_OK);
  } catch {
    stop(
      `The folder ${root} is not writable. Make it yours (chown) or clone Hoist into a folder that is, then try again.`,
    );
  }
}

function install() {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digestOfManifests()) return;
  process.stdout.write(`${command === 'start' ? '1/4 ' : ''}installing packages ...\n`);
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const quick = {
    npm_config_fetch_retries: '1',
    npm_config_fetch_retry_mintimeout: '500',
    npm_config_update_notifier: 'false',
  };
  const env = { ...process.env, ...quick };
  const flags = [
    'exec',
    '--yes',
    '--prefer-offline',
    '--loglevel=error',
    `--package=pnpm@${pnpmVersion}`,
    '--',
  ];
  // A package that somebody adds under examples/ is added to the lock file, which stays as it is where nothing is new.
  const frozen = process.env.CI ? ['--frozen-lockfile'] : [];
  const arguments_ = ['pnpm', 'install', ...frozen, '--prefer-offline', '--reporter=append-only'];
  const { status, stdout, stderr, error } = spawnSync(npm, [...flags, ...arguments_], {
    cwd: root,
    env,
    encoding: 'utf8',
  });
  if (status === 0) return writeFileSync(stamp, digestOfManifests());
  if (error?.code === 'ENOENT') stop('npm was not found. Install Node with npm, then try again.');
  stop(explain(`${stdout ?? ''}\n${stderr ?? ''}\n${error?.message ?? ''}`.trim()));
}

function explain(said) {
  if (/EACCES|EPERM|EROFS/.test(said))
    return `Packages could not be written into ${root}: the folder is not writable. Make it yours (chown), then try again.`;
  if (/ENOSPC/.test(said))
    return 'The disk is full: packages could not be installed. Free about 1 GB, then try again.';
  if (offline.test(said))
    return `Packages could not be downloaded: there is no connection to the package registry. Connect, then run npm ${command} again.`;
  if (/frozen-lockfile/.test(said))
    return `The lock file lacks what a package.json names, and CI adds nothing to it. Run npm run check on your machine, and commit pnpm-lock.yaml.`;
  return `Packages could not be installed:\n${said.split('\n').slice(-20).join('\n')}`;
}

function digestOfManifests() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}\n`);
  const manifests = packages.map((name) => join(name, 'package.json'));
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', ...manifests]) {
    const path = join(root, file);
    if (existsSync(path)) hash.update(`${file}\n`).update(readFileSync(path));
  }
  return hash.digest('hex');
}

function findNode() {
  const own = join(bin, 'node');
  if (existsSync(own) && spawnSync(own, ['--version']).status === 0) return own;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  stop(
    `Hoist runs on Node 24, which npm brings along on Linux only; this is ${process.version}. Install Node 24, then run npm ${command} again.`,
  );
}

function run(node, arguments_) {
  const separator = process.platform === 'win32' ? ';' : ':';
  const env = { ...process.env, PATH: [dirname(node), bin, process.env.PATH].join(separator) };
  const child = spawn(node, arguments_, { cwd: root, env, stdio: 'inherit' });
  // A terminal's Ctrl-C reaches the child by itself; a signal sent to this process alone does not.
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  process.on('SIGINT', () => {});
  // npm hands a signal to its shell only; when that is gone, nobody is left to end what runs here.
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 250).unref();
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}

function stop(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
