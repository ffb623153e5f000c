-- Readers for wrk: each request asks for a page at random from the arguments; answers are counted by their status.
local threads = {}

function setup(thread)
  thread:set("seed", #threads + 1)
  table.insert(threads, thread)
end

function init(args)
  pages = args
  math.randomseed(seed * 7919)
  counts = ""
  ok, moved, missing, refused, broken, other = 0, 0, 0, 0, 0, 0
end

function request()
  local reader = string.format("10.%d.%d.%d", math.random(0, 255), math.random(0, 255), math.random(1, 254))
  return wrk.format("GET", pages[math.random(#pages)], { ["Accept-Encoding"] = "gzip", ["X-Forwarded-For"] = reader })
end

function response(status)
  if status >= 500 then broken = broken + 1
  elseif status == 404 then missing = missing + 1
  elseif status == 429 then refused = refused + 1
  elseif status >= 400 then other = other + 1
  elseif status >= 300 then moved = moved + 1
  else ok = ok + 1 end
end

function done(summary, latency, requests)
  local totals = {}
  for _, name in ipairs({ "ok", "moved", "missing", "refused", "broken", "other" }) do
    local sum = 0
    for _, thread in ipairs(threads) do sum = sum + thread:get(name) end
    table.insert(totals, string.format('"%s": %d', name, sum))
  end
  local e = summary.errors
  io.write(string.format(
    'RESULT {%s, "seconds": %.1f, "p50": %.1f, "p99": %.1f, "max": %.1f, "connect": %d, "read": %d, "write": %d, "timeout": %d}\n',
    table.concat(totals, ", "), summary.duration / 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    latency.max / 1000, e.connect, e.read, e.write, e.timeout))
end
