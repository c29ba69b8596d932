# docker build --tag dslint .
# Both stages have the same Python at the same path: the environment is moved from one to the other.
ARG PYTHON=python:3.13.11-slim-trixie@sha256:2b9c9803c6a287cafa0a8c917211dddd23dcd2016f049690ee5219f5d3f1636e

FROM ${PYTHON} AS build
WORKDIR /src
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY dslint dslint
COPY rules rules
COPY schemas schemas
RUN python3 -m venv --without-pip /opt/dslint
RUN PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt \
    python3 -m pip --python /opt/dslint/bin/python install --quiet --no-cache-dir --disable-pip-version-check \
    --root-user-action=ignore '.[admission]'

FROM ${PYTHON}
# git is for --from git:REF.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends git \
    && rm -rf /var/lib/apt/lists/*
COPY --from=build /opt/dslint /opt/dslint
# The repository belongs to another user than dslint's, which only reads its objects and runs nothing of it.
ENV PATH=/opt/dslint/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    GIT_CONFIG_COUNT=1 \
    GIT_CONFIG_KEY_0=safe.directory \
    GIT_CONFIG_VALUE_0=*
USER 65532:65532
WORKDIR /work
ENTRYPOINT ["dslint"]
CMD ["--help"]
