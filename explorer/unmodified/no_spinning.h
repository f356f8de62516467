// Included in front of everything that is compiled with weft::unmodified's flags.
//
// What libstdc++ does first when it waits for an atomic variable is to look at it a number of
// times, in case the change is about to come. Nobody can tell how often it did, but each look would
// be an operation to explore. Here it looks once.
#pragma once

#if defined(__cplusplus) && __cplusplus >= 202002L && __has_include(<bits/atomic_wait.h>)
#include <bits/c++config.h>

// The names and the form are libstdc++'s.
// NOLINTBEGIN(bugprone-reserved-identifier,modernize-concat-nested-namespaces)
// NOLINTBEGIN(readability-identifier-naming)
namespace std _GLIBCXX_VISIBILITY(default) {
  namespace __detail {

  // More specialised than libstdc++'s own, which takes any way to spin.
  struct __default_spin_policy;
  struct __timed_backoff_spin_policy;
  template <typename Changed>
  bool __atomic_spin(Changed& changed, __default_spin_policy how) noexcept;
  template <typename Changed>
  bool __atomic_spin(Changed& changed, __timed_backoff_spin_policy how) noexcept;

  }  // namespace __detail
}  // namespace )

#include <bits/atomic_timed_wait.h>
#include <bits/atomic_wait.h>

namespace std _GLIBCXX_VISIBILITY(default) {
  namespace __detail {

  template <typename Changed>
  bool __atomic_spin(Changed& changed, __default_spin_policy) noexcept {
    return changed();
  }
  template <typename Changed>
  bool __atomic_spin(Changed& changed, __timed_backoff_spin_policy) noexcept {
    return changed();
  }

  }  // namespace __detail
}  // namespace )
// NOLINTEND(readability-identifier-naming)
// NOLINTEND(bugprone-reserved-identifier,modernize-concat-nested-namespaces)
#endif
