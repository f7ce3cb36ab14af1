#!/usr/bin/env bash
# How many requests a second our server answers, beside nginx answering `return 200` in the same
# run, in turns, so that both meet the same machine. Needs nginx and wrk.
#   bench/healthz_beside_nginx.sh [SECONDS] [CONNECTIONS] [ROUNDS]
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-5} connections=${2:-64} rounds=${3:-3}
threads=$(nproc)
ours_port=18180 nginx_port=18181
script/build release http_healthz_server

work=$(mktemp -d)
trap 'kill "$ours" "$nginx" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT
cat > "$work/nginx.conf" <<EOF
daemon off; worker_processes $threads; pid $work/nginx.pid; error_log $work/error.log;
events { worker_connections 4096; }
http {
  access_log off; keepalive_requests 1000000000;
  client_body_temp_path $work/a; proxy_temp_path $work/b; fastcgi_temp_path $work/c;
  uwsgi_temp_path $work/d; scgi_temp_path $work/e;
  server { listen 127.0.0.1:$nginx_port; location / { return 200 "ok\n"; } }
}
EOF
build/release/bench/http_healthz_server "$ours_port" "$threads" & ours=$!
nginx -c "$work/nginx.conf" -e "$work/error.log" & nginx=$!
sleep 0.5

rate() {
    wrk -t2 -c"$connections" -d"${seconds}s" "http://127.0.0.1:$1/healthz" |
        awk '/Requests\/sec/ { print $2 } /Non-2xx/ { print "errors" > "/dev/stderr" }'
}
for _ in $(seq "$rounds"); do
    theirs=$(rate "$nginx_port")
    mine=$(rate "$ours_port")
    awk -v a="$mine" -v b="$theirs" \
        'BEGIN { printf "tillwatch %.0f/s  nginx %.0f/s  ratio %.2f\n", a, b, a / b }'
done
