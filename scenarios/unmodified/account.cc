// account (SCTBench): a deposit, a withdrawal, and somebody who checks the balance when both are
// done. The check has a wrong sign; most schedules never come to it. Raw pthreads and globals.
#include <pthread.h>

#include <cassert>

namespace unmodified::account {
namespace {

pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
int x = 1;
int y = 2;
int z = 4;
int balance = 1;
bool deposit_done = false;
bool withdraw_done = false;

void* deposit(void*) {
  pthread_mutex_lock(&m);
  balance = balance + y;
  deposit_done = true;
  pthread_mutex_unlock(&m);
  return nullptr;
}

void* withdraw(void*) {
  pthread_mutex_lock(&m);
  balance = balance - z;
  withdraw_done = true;
  pthread_mutex_unlock(&m);
  return nullptr;
}

void* check_wrongly(void*) {
  pthread_mutex_lock(&m);
  if (deposit_done && withdraw_done) assert(balance == (x - y) - z);
  pthread_mutex_unlock(&m);
  return nullptr;
}

void* check(void*) {
  pthread_mutex_lock(&m);
  if (deposit_done && withdraw_done) assert(balance == (x + y) - z);
  pthread_mutex_unlock(&m);
  return nullptr;
}

void run(void* (*checker)(void*)) {
  pthread_t threads[3];
  pthread_create(&threads[0], nullptr, checker, nullptr);
  pthread_create(&threads[1], nullptr, deposit, nullptr);
  pthread_create(&threads[2], nullptr, withdraw, nullptr);
  for (pthread_t thread : threads) pthread_join(thread, nullptr);
}

}  // namespace

void bad() {
  run(check_wrongly);
}
void fixed() {
  run(check);
}

}  // namespace unmodified::account
