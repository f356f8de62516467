// Scenarios in C, for c_test.cc: raw pthreads.
#pragma once

#ifdef __cplusplus
extern "C" {
#endif

/* Each starts its threads and joins them. The return value is what they counted. */
int two_threads_add(int locked);
int producer_and_consumer(void);
int condition_with_timeout(int* timed_out);
int readers_and_writer(void);
int semaphores_in_turn(void);
int barrier_serial_threads(void);
int once_runs(void);
int keys_destroyed(void);
int exits_with_value(void);
int spin_locked(void);
int error_checking(void);
int detached_by_attribute(void);
void locks_in_two_orders(void);
/* A race that is compiled without the flags. */
void blind_threads(void);

#ifdef __cplusplus
}
#endif
