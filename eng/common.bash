# Sourced by the scripts beside it: where the repository is, and a check that the SDK is there.

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
# Build nodes that outlive a script keep its output open, and whoever reads it waits for them.
export MSBUILDDISABLENODEREUSE=1

say() { printf '\n== %s\n' "$*"; }

fail() {
    printf '%s: %s\n' "$(basename "$0")" "$1" >&2
    exit "${2:-2}"
}

need_sdk() {
    if [[ -n ${DOTNET_ROOT:-} && -x $DOTNET_ROOT/dotnet ]]; then PATH=$DOTNET_ROOT:$PATH; fi
    command -v dotnet >/dev/null || fail 'needs the .NET 10 SDK: https://dotnet.microsoft.com/download/dotnet/10.0'
    # Asked inside the repository, the answer obeys global.json.
    (cd "$root" && dotnet --version >/dev/null) || fail 'the .NET SDK that is here is older than global.json asks for'
}
