# Code that is not ours, as packages bring it, and mutants of it: copies of its headers in which one
# thing is wrong. What a machine does not have is left out, and said so.
find_package(TBB QUIET CONFIG)
add_library(weft_real_code INTERFACE)

# weft_real_code(STRUCTURE [HEADERS folder/header.h] [LINK library...])
# The scenario STRUCTURE.cc; HEADERS names the header by which its library is found.
function(weft_real_code structure)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "HEADERS" "LINK")
  if(arg_HEADERS)
    cmake_path(GET arg_HEADERS PARENT_PATH folder)
    find_path(weft_${structure}_root ${arg_HEADERS})
    mark_as_advanced(weft_${structure}_root)
    if(NOT weft_${structure}_root)
      message(STATUS "weft: real_code/${structure} is left out, there is no ${arg_HEADERS}")
      return()
    endif()
    set(weft_${structure}_headers ${weft_${structure}_root}/${folder} PARENT_SCOPE)
    set(weft_${structure}_folder ${folder} PARENT_SCOPE)
  endif()
  weft_real_code_objects(${structure} ${structure})
  target_link_libraries(weft_real_code INTERFACE ${arg_LINK})
endfunction()

function(weft_real_code_objects target structure)
  add_library(weft_real_code_${target} OBJECT real_code/${structure}.cc)
  target_link_libraries(weft_real_code_${target} PRIVATE weft weft_unmodified)
  # Release builds have no assert; here it is what a scenario claims with.
  target_compile_options(weft_real_code_${target} PRIVATE -UNDEBUG)
  target_sources(weft_real_code INTERFACE $<TARGET_OBJECTS:weft_real_code_${target}>)
endfunction()

# weft_mutant(STRUCTURE NAME IN header FROM "text" TO "text" NAMESPACE name FINDS kind WHAT "words")
# STRUCTURE.cc once more, with FROM made TO wherever the header has it. The library's NAMESPACE gets
# another name, so that the two versions do not become one in the program.
function(weft_mutant structure name)
  cmake_parse_arguments(PARSE_ARGV 2 arg "" "IN;FROM;TO;NAMESPACE;FINDS;WHAT" "")
  if(NOT DEFINED weft_${structure}_headers)
    return()
  endif()
  set(root ${CMAKE_CURRENT_BINARY_DIR}/mutants/${structure}/${name})
  set(headers ${root}/${weft_${structure}_folder})
  if(NOT EXISTS ${headers})
    cmake_path(GET headers PARENT_PATH above)
    file(COPY ${weft_${structure}_headers} DESTINATION ${above})
  endif()
  file(READ ${weft_${structure}_headers}/${arg_IN} text)
  string(FIND "${text}" "${arg_FROM}" at)
  if(at EQUAL -1)
    message(FATAL_ERROR "weft: ${arg_IN} has no \"${arg_FROM}\": ${structure}/${name} is no mutant")
  endif()
  string(REPLACE "${arg_FROM}" "${arg_TO}" text "${text}")
  file(CONFIGURE OUTPUT ${headers}/${arg_IN} CONTENT "${text}" @ONLY)
  weft_real_code_objects(${structure}_${name} ${structure})
  target_include_directories(weft_real_code_${structure}_${name} SYSTEM BEFORE PRIVATE ${root})
  target_compile_definitions(weft_real_code_${structure}_${name} PRIVATE
    ${arg_NAMESPACE}=${arg_NAMESPACE}_${name} WEFT_MUTANT="${name}"
    WEFT_MUTANT_FINDS="${arg_FINDS}" WEFT_MUTATION="${arg_WHAT}")
endfunction()

weft_real_code(std_shared_ptr)
weft_real_code(std_atomic_shared_ptr)
weft_real_code(std_call_once)

weft_real_code(boost_spsc_queue HEADERS boost/lockfree/spsc_queue.hpp)
weft_mutant(boost_spsc_queue publishes_relaxed IN spsc_queue.hpp NAMESPACE lockfree
  FROM "write_index_.store(next, memory_order_release)"
  TO "write_index_.store(next, memory_order_relaxed)"
  FINDS data-race WHAT "push publishes its item with a relaxed store")

weft_real_code(boost_queue HEADERS boost/lockfree/queue.hpp)
weft_mutant(boost_queue links_without_a_look IN queue.hpp NAMESPACE lockfree
  FROM "if ( tail_node->next.compare_exchange_weak(next, new_tail_next) ) {"
  TO "tail_node->next.store(new_tail_next); if (true) {"
  FINDS check-failed WHAT "push links its node by a store where it must compare and exchange")

weft_real_code(boost_stack HEADERS boost/lockfree/stack.hpp)
weft_mutant(boost_stack pushes_without_a_look IN stack.hpp NAMESPACE lockfree
  FROM "if (tos.compare_exchange_weak(old_tos, new_tos))\n                break;"
  TO "tos.store(new_tos);\n                break;"
  FINDS check-failed WHAT "push stores the top where it must compare and exchange")

weft_real_code(moodycamel_concurrent_queue HEADERS concurrentqueue/concurrentqueue.h)
weft_mutant(moodycamel_concurrent_queue publishes_relaxed IN concurrentqueue.h NAMESPACE moodycamel
  FROM "this->tailIndex.store(newTailIndex, std::memory_order_release)"
  TO "this->tailIndex.store(newTailIndex, std::memory_order_relaxed)"
  FINDS data-race WHAT "enqueue publishes its item with a relaxed store")

weft_real_code(moodycamel_reader_writer_queue HEADERS readerwriterqueue/readerwriterqueue.h)
weft_mutant(moodycamel_reader_writer_queue has_no_release_fence IN atomicops.h NAMESPACE moodycamel
  FROM "AE_TSAN_ANNOTATE_RELEASE(); std::atomic_thread_fence(std::memory_order_release); break;"
  TO "break;"
  FINDS data-race WHAT "there is no release fence before the index is stored")

weft_real_code(atomic_queue HEADERS atomic_queue/atomic_queue.h)
weft_mutant(atomic_queue releases_relaxed IN defs.h NAMESPACE atomic_queue
  FROM "auto constexpr R = std::memory_order_release"
  TO "auto constexpr R = std::memory_order_relaxed"
  FINDS data-race WHAT "the state of an element is stored relaxed")

weft_real_code(xenium_vyukov_bounded_queue HEADERS xenium/vyukov_bounded_queue.hpp)
weft_mutant(xenium_vyukov_bounded_queue publishes_relaxed IN vyukov_bounded_queue.hpp
  NAMESPACE xenium
  FROM "c->sequence.store(pos + 1, std::memory_order_release)"
  TO "c->sequence.store(pos + 1, std::memory_order_relaxed)"
  FINDS data-race WHAT "push publishes its item with a relaxed store")

weft_real_code(xenium_chase_deque HEADERS xenium/chase_work_stealing_deque.hpp)
weft_mutant(xenium_chase_deque pops_the_last_without_a_look IN chase_work_stealing_deque.hpp
  NAMESPACE xenium
  FROM "if (top.compare_exchange_strong(t, t + 1, std::memory_order_relaxed)) {"
  TO "top.store(t + 1); if (true) {"
  FINDS check-failed
  WHAT "the owner takes the last item by a store where it must compare and exchange")

weft_real_code(xenium_seqlock HEADERS xenium/seqlock.hpp)
weft_mutant(xenium_seqlock reads_once IN seqlock.hpp NAMESPACE xenium
  FROM "if (seq2 - seq < (2 * slots - 1))" TO "if (seq2 >= seq)"
  FINDS check-failed WHAT "a reader does not mind a writer that came between")

weft_real_code(xenium_left_right HEADERS xenium/left_right.hpp)
weft_mutant(xenium_left_right does_not_wait IN left_right.hpp NAMESPACE xenium
  FROM "wait_for_readers(current_idx);" TO ""
  FINDS data-race WHAT "the writer does not wait for the readers of the copy it goes to")

weft_real_code(xenium_michael_scott_queue HEADERS xenium/michael_scott_queue.hpp)
if(TBB_FOUND)
  weft_real_code(tbb_spin_rw_mutex HEADERS oneapi/tbb/spin_rw_mutex.h LINK TBB::tbb)
  weft_mutant(tbb_spin_rw_mutex writes_without_a_look IN spin_rw_mutex.h NAMESPACE spin_rw_mutex
    FROM "if (m_state.compare_exchange_strong(s, WRITER))\n                    break;"
    TO "m_state.store(WRITER);\n                    break;"
    FINDS data-race WHAT "a writer stores its flag where it must compare and exchange")
else()
  message(STATUS "weft: real_code/tbb_spin_rw_mutex is left out, there is no TBB")
endif()
