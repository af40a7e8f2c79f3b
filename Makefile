# What there is to make. `make` alone lists it.

SHELL := /bin/sh
.DEFAULT_GOAL := help

MAVEN ?= mvn
# Colours off, no progress of downloads; results and errors stay.
MAVEN_FLAGS ?= -B -ntp -Dstyle.color=never

# JDK 25 builds this project. The recipe below finds one; `make JDK=FOLDER` names it.
ifndef JDK
JDK := $(shell sh deploy/find-jdk.sh)
endif

# Every recipe that needs Java begins with this, so that its first line says what is missing.
NEEDS_JDK = @[ -n "$(JDK)" ] || { sh deploy/find-jdk.sh --explain >&2; exit 1; }
# The option spares us a page of warnings about Maven's own libraries.
RUN = JAVA_HOME="$(JDK)" PATH="$(JDK)/bin:$$PATH" \
    MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow $$MAVEN_OPTS"

.PHONY: help demo test build mcpb npm conformance prism soak mutants fmt catalogue policy-matrix guide bench sbom chart release reproducible clean

help: ## lists what there is to make
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

build: ## leaves the packaged server in dist/clockify-mcp, started by its bin/clockify-mcp
	$(NEEDS_JDK)
	@rm -rf deploy/server/target/dist/lib deploy/probe/target/dist/lib
	@$(RUN) $(MAVEN) $(MAVEN_FLAGS) -q package -DskipTests
	@mkdir -p dist
	@deploy/server/src/dist/assemble.sh "$(JDK)" deploy/server/target/dist/lib \
	    deploy/server/target/test-classes dist/clockify-mcp
	@rm -rf dist/probe && mkdir -p dist/probe && cp -R deploy/probe/target/dist/lib dist/probe/lib
	@echo "dist/clockify-mcp/bin/clockify-mcp is ready."

# What was just built is not compiled again because its modules were packaged in between.
test: build ## builds the packaged server, then runs every test that needs only a JDK and Maven
	@$(RUN) $(MAVEN) $(MAVEN_FLAGS) -Dmaven.compiler.useIncrementalCompilation=false verify

demo: build ## the main job on the embedded sandbox, told step by step
	@state=$$(mktemp -d) && trap 'rm -rf "$$state"' EXIT && \
	    "$(JDK)/bin/java" -cp 'dist/probe/lib/*' io.github.clockifymcp.probe.Demo \
	    dist/clockify-mcp/bin/clockify-mcp "$$state"

mcpb: build ## leaves dist/clockify-mcp-PLATFORM.mcpb, a bundle for Claude Desktop and others
	@"$(JDK)/bin/java" deploy/install/Pack.java mcpb dist/clockify-mcp dist

npm: build ## leaves the packages for npm, of this machine and the one that finds them, in dist/npm (Node)
	@command -v npm >/dev/null || { echo "make npm needs Node 20 or newer, with npm." >&2; exit 1; }
	@rm -rf dist/npm && "$(JDK)/bin/java" deploy/install/Pack.java npm dist/clockify-mcp dist/npm
	@cd dist/npm && for each in */; do (cd "$$each" && npm pack --silent --pack-destination ..); done

conformance: build ## the official suite, the official clients and the Inspector, in each era on both transports (Node)
	@command -v node >/dev/null && command -v npm >/dev/null || \
	    { echo "make conformance needs Node 20 or newer, with npm." >&2; exit 1; }
	@cd deploy/probe/conformance && npm ci --ignore-scripts --no-audit --no-fund --silent && \
	    npm rebuild node --ignore-scripts=false --silent
	@$(RUN) $(MAVEN) $(MAVEN_FLAGS) -q -pl mcp-core dependency:build-classpath \
	    -DincludeScope=test -Dmdep.outputFile=target/conformance.classpath
	@node deploy/probe/conformance/run.mjs "$(JDK)/bin/java" mcp-core/target
	@node deploy/probe/conformance/product.mjs "$(CURDIR)/dist/clockify-mcp/bin/clockify-mcp"
	@cd deploy/probe/typescript && npm ci --ignore-scripts --no-audit --no-fund --silent
	@node deploy/probe/typescript/peer.mjs "$(CURDIR)/dist/clockify-mcp/bin/clockify-mcp" --profile=sandbox
	@cd deploy/probe/inspector && npm ci --ignore-scripts --no-audit --no-fund --silent && \
	    npm rebuild node --ignore-scripts=false --silent
	@node deploy/probe/inspector/inspector.mjs "$(CURDIR)/dist/clockify-mcp/bin/clockify-mcp"

prism: build ## Prism between server and sandbox, with the corrected OpenAPI document beside the repository (Node)
	@command -v node >/dev/null && command -v npm >/dev/null || \
	    { echo "make prism needs Node 20 or newer, with npm." >&2; exit 1; }
	@[ -f ../shared/data/clockify.corrected.openapi.yaml ] || \
	    { echo "make prism needs ../shared/data/clockify.corrected.openapi.yaml." >&2; exit 1; }
	@cd deploy/probe/prism && npm ci --ignore-scripts --no-audit --no-fund --silent
	@node deploy/probe/prism/prism.mjs "$(CURDIR)/dist/clockify-mcp/bin/clockify-mcp" \
	    ../shared/data/clockify.corrected.openapi.yaml deploy/server/src/test/resources/scripts

soak: build ## the long versions of the tests, those with programs of others (CONTRIBUTING.md lists them), mutants, and two builds
	@$(RUN) $(MAVEN) $(MAVEN_FLAGS) verify -Dsoak=true
	@"$(JDK)/bin/java" deploy/Survivors.java mcp-core enforcement
	@deploy/release/twice.sh

MODULES ?= mcp-core enforcement

mutants: ## what the tests of MODULES do not notice when their code is changed; a part of soak
	$(NEEDS_JDK)
	@$(RUN) $(MAVEN) $(MAVEN_FLAGS) verify -Dsoak=true -Dmaven.test.skip.exec=true \
	    -pl $(lastword $(MODULES)) -am
	@"$(JDK)/bin/java" deploy/Survivors.java $(MODULES)

fmt: ## lets the formatter have its way
	$(NEEDS_JDK)
	@$(RUN) $(MAVEN) $(MAVEN_FLAGS) -q spotless:apply

catalogue: ## writes the catalogue and the reference pages; read the difference
	$(NEEDS_JDK)
	@$(RUN) $(MAVEN) $(MAVEN_FLAGS) -q test -Dcatalogue.write=true -Dreference.write=true -Dmaven.test.failure.ignore=true \
	    -Dtest='*CatalogueTest,*ReferencePageTest' -Dsurefire.failIfNoSpecifiedTests=false
	@git diff --stat -- '*catalogue*' docs deploy/kit/examples

guide: build ## has the conversations of docs/guides-workflows.md with the packaged server, and writes them down
	@$(RUN) $(MAVEN) $(MAVEN_FLAGS) -q test -Dguide.write=true -pl deploy/server -am \
	    -Dtest=WorkflowsGuideTest -Dsurefire.failIfNoSpecifiedTests=false
	@git diff --stat -- docs/guides-workflows.md

policy-matrix: ## writes every tool in every mode to deploy/server/policy-matrix.tsv
	$(NEEDS_JDK)
	@$(RUN) $(MAVEN) $(MAVEN_FLAGS) -q test -Dpolicy.write=true -pl deploy/server -am \
	    -Dtest=PolicyMatrixTest -Dsurefire.failIfNoSpecifiedTests=false
	@git diff --stat -- deploy/server/policy-matrix.tsv

ROWS ?= 10000000

bench: build ## what the packaged server costs: start-up, calls, memory, tokens; SHARED=1: with Postgres and tenants, ROWS=N
	@"$(JDK)/bin/java" -cp 'deploy/bench/target/classes:deploy/bench/target/dist/lib/*' \
	    io.github.clockifymcp.bench.$(if $(SHARED),SharedBench,Bench) dist/clockify-mcp "$(JDK)" \
	    $(if $(SHARED),--rows $(ROWS)) --write docs/performance.md

sbom: ## writes what the server is made of to dist/clockify-mcp.cdx.json (CycloneDX), and the licences beside it
	$(NEEDS_JDK)
	@mkdir -p dist
	@$(RUN) $(MAVEN) $(MAVEN_FLAGS) -q -Psbom package -DskipTests -pl deploy/server -am
	@cp deploy/server/target/sbom.json dist/clockify-mcp.cdx.json
	@"$(JDK)/bin/java" -cp deploy/server/target/dist/lib/clockify-mcp.jar deploy/release/ThirdParty.java \
	    dist/clockify-mcp.cdx.json dist/THIRD-PARTY.txt

# Such as linux-x64; what a release is called by.
PLATFORM := $(shell uname -s | tr 'A-Z' 'a-z')-$(shell uname -m | sed -e 's/x86_64/x64/' -e 's/aarch64/arm64/')
VERSION := $(shell sed -n 's|^    <version>\(.*\)</version>|\1|p' pom.xml)

# Called so, because npm calls its package clockify-mcp-$(VERSION).tgz.
chart: ## packs the chart of Helm into dist/clockify-mcp-VERSION-chart.tgz
	@deploy/release/pack.sh chart deploy/kit/helm/clockify-mcp dist clockify-mcp-$(VERSION)-chart

release: mcpb npm sbom chart ## packs what a release has for this platform into dist/release, with checksums (Node)
	@rm -rf dist/release && mkdir -p dist/release
	@deploy/release/pack.sh server dist/clockify-mcp dist/release clockify-mcp-$(VERSION)-$(PLATFORM)
	@cp dist/clockify-mcp-$(PLATFORM).mcpb dist/npm/*.tgz dist/clockify-mcp-$(VERSION)-chart.tgz dist/release
	@cp dist/clockify-mcp.cdx.json dist/release/clockify-mcp-$(VERSION).cdx.json
	@cp dist/THIRD-PARTY.txt dist/release/clockify-mcp-$(VERSION)-third-party.txt
	@cd dist/release && sha256sum * >SHA256SUMS-$(PLATFORM)
	@ls -l dist/release

reproducible: ## builds what is committed twice and compares; a part of soak
	$(NEEDS_JDK)
	@deploy/release/twice.sh

clean: ## removes everything that was made
	@rm -rf dist target */target deploy/*/target
