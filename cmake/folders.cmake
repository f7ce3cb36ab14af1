# tillwatch_folder(NAME [IN DIRECTORY] USES ...): src/NAME/*.cpp becomes the library tillwatch_NAME,
# its sql/*.sql become the header NAME/sql.hpp, and its *_test.cpp become the program NAME_test.
# IN: not src/NAME but this directory, whose main.cpp is a program's and no part of the library.
set(TILLWATCH_GENERATED ${PROJECT_BINARY_DIR}/generated)

file(GLOB TILLWATCH_SQL_TOOLS CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tools/*sql*.py
     ${PROJECT_SOURCE_DIR}/tools/embed_migrations.py)

# The queries of a directory as C++: FOLDER/sql.hpp, compiled into the target.
function(tillwatch_embed_sql target folder sql_directory)
  file(GLOB queries CONFIGURE_DEPENDS ${sql_directory}/*.sql)
  if(NOT queries)
    return()
  endif()
  set(out ${TILLWATCH_GENERATED}/${folder})
  add_custom_command(
    OUTPUT ${out}/sql.hpp ${out}/sql.cpp
    COMMAND ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/tools/embed_sql.py
            --folder ${folder} --source ${sql_directory} --out ${out}
    DEPENDS ${queries} ${TILLWATCH_SQL_TOOLS}
    VERBATIM)
  target_sources(${target} PRIVATE ${out}/sql.hpp ${out}/sql.cpp)
  set_property(GLOBAL APPEND PROPERTY TILLWATCH_SQL_FOLDERS ${folder})
endfunction()

# Sets of migrations as C++: FOLDER/migrations.hpp with one db::MigrationSet for each directory
# named; a directory that is not there is an empty set.
function(tillwatch_embed_migrations target folder)
  set(files)
  foreach(directory ${ARGN})
    file(GLOB of_set CONFIGURE_DEPENDS ${directory}/*.sql)
    list(APPEND files ${of_set})
  endforeach()
  set(out ${TILLWATCH_GENERATED}/${folder})
  add_custom_command(
    OUTPUT ${out}/migrations.hpp ${out}/migrations.cpp
    COMMAND ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/tools/embed_migrations.py
            --folder ${folder} --out ${out} ${ARGN}
    DEPENDS ${files} ${TILLWATCH_SQL_TOOLS}
    VERBATIM)
  target_sources(${target} PRIVATE ${out}/migrations.hpp ${out}/migrations.cpp)
endfunction()

function(tillwatch_folder name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "IN" "USES")
  set(directory ${PROJECT_SOURCE_DIR}/src/${name})
  if(arg_IN)
    set(directory ${arg_IN})
  endif()
  file(GLOB sources CONFIGURE_DEPENDS ${directory}/*.cpp)
  list(REMOVE_ITEM sources ${directory}/main.cpp)
  file(GLOB tests CONFIGURE_DEPENDS ${directory}/*_test.cpp)
  if(tests)
    list(REMOVE_ITEM sources ${tests})
  endif()

  add_library(tillwatch_${name} STATIC ${sources})
  target_include_directories(
    tillwatch_${name} PUBLIC ${PROJECT_SOURCE_DIR}/src ${TILLWATCH_GENERATED})
  if(arg_IN)
    target_include_directories(tillwatch_${name} PUBLIC ${PROJECT_SOURCE_DIR})
  endif()
  target_link_libraries(tillwatch_${name} PUBLIC ${arg_USES})
  target_precompile_headers(tillwatch_${name} REUSE_FROM tillwatch_precompiled)
  tillwatch_embed_sql(tillwatch_${name} ${name} ${directory}/sql)

  if(tests)
    tillwatch_test(${name}_test SOURCES ${tests} USES tillwatch_${name})
  endif()
endfunction()

# tillwatch_test(NAME SOURCES ... USES ...): a program of tests, of which ctest tells tests/run.py.
function(tillwatch_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;USES")
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(
    ${name} PRIVATE ${arg_USES} tillwatch_test_support GTest::gmock GTest::gtest_main rapidcheck)
  target_precompile_headers(${name} REUSE_FROM tillwatch_precompiled)
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/tests)
  add_test(NAME ${name} COMMAND ${name})
endfunction()

# The standard headers that nearly every file needs, compiled once for all targets.
file(WRITE ${PROJECT_BINARY_DIR}/precompiled.cpp "")
add_library(tillwatch_precompiled STATIC ${PROJECT_BINARY_DIR}/precompiled.cpp)
target_link_libraries(tillwatch_precompiled PUBLIC tillwatch_fmt)
target_precompile_headers(
  tillwatch_precompiled PRIVATE
  <algorithm> <array> <atomic> <charconv> <chrono> <condition_variable> <cstdint> <deque>
  <expected> <functional> <map> <memory> <mutex> <optional> <span> <stdexcept> <string>
  <string_view> <thread> <tuple> <unordered_map> <utility> <variant> <vector> <fmt/format.h>)

# Asio's own code, compiled once.
add_library(tillwatch_asio STATIC ${PROJECT_SOURCE_DIR}/cmake/asio.cpp)
target_compile_definitions(
  tillwatch_asio PUBLIC BOOST_ASIO_SEPARATE_COMPILATION BOOST_ASIO_NO_DEPRECATED)
target_link_libraries(tillwatch_asio PUBLIC Boost::headers Threads::Threads)
