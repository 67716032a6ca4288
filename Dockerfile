# RoDLA API. CPU by default:          docker build -t rodla-api .
# with the CUDA execution provider:   docker build -t rodla-api:cuda --build-arg CUDA=true .   (run with --gpus all)
ARG CUDA=false

# Native libraries: exact versions and hashes from the lock files; the CUDA provider only when asked for.
FROM node:20-bookworm-slim AS native
ARG CUDA
WORKDIR /native
COPY src/Native/package.json src/Native/package-lock.json ./
COPY src/Native/cuda/package.json src/Native/cuda/package-lock.json cuda/
RUN npm ci --ignore-scripts --no-audit --no-fund
RUN if [ "$CUDA" = "true" ]; then cd cuda && npm ci --ignore-scripts --no-audit --no-fund; else mkdir -p cuda/node_modules; fi

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
ARG CUDA
WORKDIR /source
COPY Directory.Build.props Directory.Packages.props .editorconfig ./
COPY src src
COPY --from=native /native/node_modules src/Native/node_modules
COPY --from=native /native/cuda/node_modules src/Native/cuda/node_modules
# Newer than the lock files, so that the build does not fetch again.
RUN find src/Native -maxdepth 3 -name .package-lock.json -exec touch {} +
RUN dotnet publish src/RoDLA.Api -c Release -o /app -p:Cuda=$CUDA

FROM mcr.microsoft.com/dotnet/aspnet:10.0 AS runtime-false

FROM nvidia/cuda:13.0.1-cudnn-runtime-ubuntu24.04 AS runtime-true
COPY --from=runtime-false /usr/share/dotnet /usr/share/dotnet
RUN ln -s /usr/share/dotnet/dotnet /usr/bin/dotnet
ENV RODLA_EXECUTION_PROVIDER=cuda

FROM runtime-${CUDA} AS final
# poppler-utils renders PDF pages (with Liberation for fonts that a PDF does not bring); curl is the health check.
RUN apt-get update \
    && apt-get install -y --no-install-recommends poppler-utils fonts-liberation curl \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --create-home --shell /usr/sbin/nologin rodla
WORKDIR /app
COPY --from=build /app .
COPY models models
COPY backgrounds backgrounds
COPY LICENSE THIRD-PARTY-NOTICES.md ./
RUN mkdir -p outputs && chown rodla:rodla outputs
USER rodla
# Fewer malloc arenas: native memory that is freed goes back instead of lingering per thread.
ENV RODLA_API_HOST=0.0.0.0 RODLA_API_PORT=8000 MALLOC_ARENA_MAX=2
EXPOSE 8000
VOLUME ["/app/models", "/app/backgrounds", "/app/outputs"]
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 CMD curl -fsS http://127.0.0.1:8000/health/ready || exit 1
STOPSIGNAL SIGTERM
ENTRYPOINT ["dotnet", "RoDLA.Api.dll"]
