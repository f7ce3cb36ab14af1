# How every target is compiled: C++23 with clang 19, warnings as errors, hardening, sanitizers.
set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(TILLWATCH_SANITIZE "" CACHE STRING "Sanitizers for -fsanitize=, comma-separated")
option(TILLWATCH_FUZZ "Build the fuzzers; everything with -fsanitize=fuzzer-no-link" OFF)

add_compile_options(
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor
  -Wold-style-cast -Woverloaded-virtual -Wimplicit-fallthrough -Wswitch-enum -Wunused
  -Wno-missing-designated-field-initializers -Werror)
add_compile_options(
  -fPIE -fstack-protector-strong -fstack-clash-protection -fcf-protection
  -ftrivial-auto-var-init=zero)
add_compile_definitions(_GLIBCXX_ASSERTIONS)
add_link_options(-fuse-ld=lld -pie -Wl,-z,relro,-z,now,-z,noexecstack)

set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g1 -fno-omit-frame-pointer")
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -g1 -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3")

# ccache keeps objects made with a precompiled header only if the header carries no time stamp.
add_compile_options("SHELL:-Xclang -fno-pch-timestamp")

if(TILLWATCH_SANITIZE)
  add_compile_options(-fsanitize=${TILLWATCH_SANITIZE} -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${TILLWATCH_SANITIZE})
endif()

if(TILLWATCH_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
