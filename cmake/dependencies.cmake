# Everything Tillwatch is built on; all of it comes from Debian 12's packages.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(Boost 1.81 REQUIRED)
find_package(fmt REQUIRED)
find_package(date REQUIRED)
find_package(simdjson REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(PostgreSQL REQUIRED)
find_package(CURL REQUIRED)
find_package(ZLIB REQUIRED)
find_package(GTest REQUIRED)
find_package(benchmark REQUIRED)
find_package(rapidcheck REQUIRED)
pkg_check_modules(jemalloc REQUIRED IMPORTED_TARGET jemalloc)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(zstd REQUIRED IMPORTED_TARGET libzstd)
find_package(Python3 REQUIRED COMPONENTS Interpreter)

if(NOT TARGET CLI11::CLI11)
  find_package(CLI11 REQUIRED)
endif()

add_library(tillwatch_fmt INTERFACE)
target_link_libraries(tillwatch_fmt INTERFACE fmt::fmt Threads::Threads)

# Programs that are to be fast allocate by jemalloc (docs/decisions/0015); a sanitizer needs its own
# allocator. No symbol names it, so it has to be kept by name.
add_library(tillwatch_allocator INTERFACE)
if(NOT TILLWATCH_SANITIZE)
  target_link_libraries(
    tillwatch_allocator INTERFACE
    -Wl,--push-state,--no-as-needed PkgConfig::jemalloc -Wl,--pop-state)
endif()
