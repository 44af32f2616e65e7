# nanollama in a container, for a processor or for NVIDIA's GPUs:
#
#   docker build --target cpu -t nanollama .
#   docker build --target cuda -t nanollama:cuda .
#   docker run --rm -it -v "$PWD:/work" nanollama quickstart
#   docker run --rm -it --gpus all -v "$PWD:/work" nanollama:cuda doctor --device cuda
#
# The program is compiled here. --build-arg PROGRAM=IMAGE takes it from an image instead, which has it as /made/bin/nanollama.
ARG DEBIAN=debian:bookworm-slim
ARG RUST=rust:1-slim-bookworm
ARG PROGRAM=build

FROM ${RUST} AS build
WORKDIR /source
COPY . .
RUN cargo install --locked --path crates/nanollama --root /made

FROM ${PROGRAM} AS program

# What a GPU needs beside NVIDIA's driver, which the container's runtime brings.
FROM ${DEBIAN} AS libraries
RUN apt-get update && apt-get install -y --no-install-recommends python3-venv \
  && python3 -m venv /nvidia \
  && /nvidia/bin/pip install --no-cache-dir --no-deps nvidia-cuda-nvrtc-cu12==12.9.86 nvidia-cublas-cu12==12.9.1.4 \
  && mkdir /libraries && cp -a /nvidia/lib/python3*/site-packages/nvidia/*/lib/*.so.* /libraries/

FROM ${DEBIAN} AS cpu
COPY --from=program /made/bin/nanollama /usr/local/bin/nanollama
RUN useradd --create-home --uid 1000 nanollama && mkdir -p /work && chown nanollama /work
USER nanollama
WORKDIR /work
EXPOSE 8080
ENTRYPOINT ["nanollama"]
CMD ["--help"]

FROM cpu AS cuda
COPY --from=libraries /libraries /usr/local/nvidia/libraries
ENV LD_LIBRARY_PATH=/usr/local/nvidia/libraries NVIDIA_VISIBLE_DEVICES=all NVIDIA_DRIVER_CAPABILITIES=compute,utility
ENV NANOLLAMA_DEVICE=cuda
