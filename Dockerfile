# One image, three modes: REVENUE_MODE says all, api or worker.
FROM node:24-bookworm-slim AS build
WORKDIR /app
# Nobody is there to answer questions of the package manager.
ENV CI=true
COPY . .
# Everything to build with, then again only what runs.
RUN npx --yes "$(node -p "require('./package.json').packageManager")" install --frozen-lockfile \
 && PATH=/app/node_modules/.bin:$PATH TURBO_TELEMETRY_DISABLED=1 turbo run generate build \
 && find . -name node_modules -prune -exec rm -rf {} + \
 && npx --yes "$(node -p "require('./package.json').packageManager")" install --frozen-lockfile --prod \
 && rm -rf .turbo

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 DATA_DIR=/data
WORKDIR /app
COPY --from=build /app /app
RUN mkdir /data && chown node:node /data \
 # The command line: docker compose exec server revenue doctor
 && printf '#!/bin/sh\ncd /app && exec node --import tsx apps/revenue-server/src/cli/main.ts "$@"\n' > /usr/local/bin/revenue \
 && chmod 755 /usr/local/bin/revenue
USER node
VOLUME /data
EXPOSE 5177
# The worker answers for its health too.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 5177}/health/ready`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--import", "tsx", "apps/revenue-server/src/main.ts"]
