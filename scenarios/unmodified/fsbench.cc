// fsbench (SCTBench; Flanagan and Godefroid's file system): threads give blocks to inodes. There
// are more inodes than locks for them, and the thread with the last one takes a lock beyond the
// array. Raw pthreads and globals.
#include <pthread.h>

#include <array>
#include <cassert>

namespace unmodified::fsbench {
namespace {

constexpr int kBlocks = 2;
constexpr int kThreads = 3;

pthread_mutex_t inode_locks[kBlocks];
pthread_mutex_t block_locks[kBlocks];
bool busy[kBlocks];
int inodes[kThreads];
int inode_count = kThreads;

void* work(void* arg) {
  const int i = *static_cast<int*>(arg) % inode_count;
  assert(i >= 0 && i < kBlocks);
  pthread_mutex_lock(&inode_locks[i]);
  if (inodes[i] == 0) {
    int b = (i * 2) % kBlocks;
    for (int j = 0; j < kBlocks; ++j) {
      pthread_mutex_lock(&block_locks[b]);
      if (!busy[b]) {
        busy[b] = true;
        inodes[i] = b + 1;
        pthread_mutex_unlock(&block_locks[b]);
        break;
      }
      pthread_mutex_unlock(&block_locks[b]);
      b = (b + 1) % kBlocks;
    }
  }
  pthread_mutex_unlock(&inode_locks[i]);
  pthread_exit(nullptr);
}

void run() {
  for (int i = 0; i < kBlocks; ++i) {
    pthread_mutex_init(&inode_locks[i], nullptr);
    pthread_mutex_init(&block_locks[i], nullptr);
  }
  std::array<pthread_t, kThreads> threads{};
  std::array<int, kThreads> args{};
  for (int i = 0; i < kThreads; ++i) {
    args[i] = i;
    pthread_create(&threads[i], nullptr, work, &args[i]);
  }
  for (pthread_t thread : threads) pthread_join(thread, nullptr);
  for (int i = 0; i < kBlocks; ++i) {
    pthread_mutex_destroy(&inode_locks[i]);
    pthread_mutex_destroy(&block_locks[i]);
  }
}

}  // namespace

void bad() {
  inode_count = kThreads;
  run();
}

void fixed() {
  inode_count = kBlocks;
  run();
}

}  // namespace unmodified::fsbench
