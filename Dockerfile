# RoDLA API. CPU by default:          docker build -t rodla-api .
# with the CUDA execution provider:   docker build -t rodla-api:cuda --build-arg CUDA=true .   (amd64 only; run with --gpus all)
# for another processor:              docker buildx build --platform linux/arm64 -t rodla-api .
ARG CUDA=false

# Compiles on the machine's own processor; the runtime identifier picks the native libraries of the image's.
FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0 AS build
ARG CUDA
ARG TARGETARCH=amd64
WORKDIR /source
COPY Directory.Build.props Directory.Packages.props .editorconfig ./
COPY models/catalog.json models/catalog.json
COPY src src
RUN case "$TARGETARCH" in amd64) rid=linux-x64 ;; arm64) rid=linux-arm64 ;; *) echo "no libraries for $TARGETARCH" >&2; exit 1 ;; esac \
    && dotnet publish src/RoDLA.Api -c Release -r "$rid" --self-contained false -p:PublishReadyToRun=true -o /app -p:Cuda=$CUDA

FROM mcr.microsoft.com/dotnet/aspnet:10.0 AS runtime-false

FROM nvidia/cuda:13.0.1-cudnn-runtime-ubuntu24.04 AS runtime-true
COPY --from=runtime-false /usr/share/dotnet /usr/share/dotnet
RUN ln -s /usr/share/dotnet/dotnet /usr/bin/dotnet
ENV RODLA_EXECUTION_PROVIDER=cuda

FROM runtime-${CUDA} AS final
# poppler-utils renders PDF pages (with Liberation for fonts that a PDF does not embed), swi-prolog-nox runs layout rules, curl is the health
# check.
RUN apt-get update \
    && apt-get install -y --no-install-recommends poppler-utils fonts-liberation swi-prolog-nox curl \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --create-home --shell /usr/sbin/nologin rodla
WORKDIR /app
COPY --from=build /app .
COPY models models
COPY backgrounds backgrounds
COPY samples samples
COPY LICENSE THIRD-PARTY-NOTICES.md ./
RUN mkdir -p outputs uploads && chown rodla:rodla outputs uploads
USER rodla
# Fewer malloc arenas: freed native memory returns to the system instead of staying with each thread.
ENV RODLA_API_HOST=0.0.0.0 RODLA_API_PORT=8000 RODLA_TEMP_DIR=/app/uploads MALLOC_ARENA_MAX=2
EXPOSE 8000
VOLUME ["/app/models", "/app/backgrounds", "/app/outputs", "/app/uploads"]
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 CMD curl -fsS http://127.0.0.1:8000/health/ready || exit 1
STOPSIGNAL SIGTERM
ENTRYPOINT ["dotnet", "RoDLA.Api.dll"]
