// Programs whose number of Mazurkiewicz traces is known, by arithmetic or by enumeration: for
// tests of exact counts and of estimates, and for benchmarks.
#pragma once

#include <cstddef>
#include <functional>

namespace weft::testing_support {

using Scenario = std::function<void()>;

Scenario senders_to_one_receiver(int senders, int each_sends, std::size_t capacity);
Scenario senders_and_receivers(int n, int m, std::size_t capacity);
Scenario workers_done(int n);
Scenario workers_with_helpers(int n);
Scenario readers_and_a_writer(int readers);
Scenario lockers(int n, int times);
Scenario philosophers(int n, bool lowest_first);
Scenario store_and_loads(int loads);
Scenario adders(int n, int times, bool used);
Scenario last_zero(int n);
Scenario fan_out(int jobs, int workers);
Scenario independent(int n);
Scenario pairs(int n);
Scenario select_of_two(std::size_t capacity);
Scenario select_default(std::size_t capacity);
Scenario close_and(bool close_too);
Scenario two_mutexes_crosswise();
Scenario two_polling_senders();
/// Senders and their receiver, all of them ready to stop when a context says so, and it never does.
Scenario senders_in_context(int senders);

}  // namespace weft::testing_support
