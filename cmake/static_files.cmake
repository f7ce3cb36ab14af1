# tillwatch_embed_files(TARGET NAME DIRECTORY): makes the files of DIRECTORY part of TARGET, which
# gets `tillwatch::embedded::NAME()` from "embedded/NAME.hpp". A directory that does not exist is
# taken as empty: the program is then built without it.
function(tillwatch_embed_files target name directory)
  set(out ${TILLWATCH_GENERATED}/embedded)
  set(script ${PROJECT_SOURCE_DIR}/tools/embed_files.py)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS ${directory}/*)
  add_custom_command(
    OUTPUT ${out}/${name}.hpp ${out}/${name}.cpp ${out}/${name}.bin
    COMMAND ${Python3_EXECUTABLE} ${script} --name ${name} --source ${directory} --out ${out}
    DEPENDS ${files} ${script}
    VERBATIM)
  add_library(tillwatch_embedded_${name} STATIC ${out}/${name}.hpp ${out}/${name}.cpp)
  target_link_libraries(tillwatch_embedded_${name} PUBLIC tillwatch_http)
  set_source_files_properties(${out}/${name}.cpp PROPERTIES OBJECT_DEPENDS ${out}/${name}.bin)
  target_link_libraries(${target} PRIVATE tillwatch_embedded_${name})
endfunction()
