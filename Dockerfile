# One file, two images: `--target relay` and `--target admin`.
FROM node:24-slim AS build
WORKDIR /src
COPY . .
RUN npm exec --yes --package=pnpm@12.21.0 -- pnpm install --frozen-lockfile
RUN cd admin && node node_modules/vite/bin/vite.js build
RUN cd relay && node node_modules/vite/bin/vite.js build

FROM node:24-slim AS base
ENV NODE_ENV=production HOIST_DATA_DIR=/data HOIST_STORE_URL=sqlite:/data/hoist.db HOIST_MANAGEMENT_HOST=::
RUN mkdir -m 0700 /data && chown 65532:65532 /data
USER 65532:65532
VOLUME /data

FROM base AS relay
WORKDIR /relay
COPY --from=build /src/relay/dist ./
EXPOSE 8080 9464
CMD ["node", "main.js"]

FROM base AS admin
WORKDIR /admin
COPY --from=build /src/admin/build ./build
EXPOSE 3000 9465
# A flood of sign-ins grows the space of young objects, which never shrinks: 4 MiB are plenty for pages.
CMD ["node", "--max-semi-space-size=4", "build/server/main.js"]
