// Bluetooth driver (SCTBench, first told by KISS): a request looks whether the driver is being
// stopped, then counts itself in. The stop may come in between, and the request works on a driver
// that is gone. The fix counts first, and looks afterwards.
#include <atomic>
#include <cassert>
#include <thread>

namespace unmodified::bluetooth_driver {
namespace {

struct Device {
  std::atomic<int> pending_io{1};
  std::atomic<bool> stopping_flag{false};
  std::atomic<bool> stopping_event{false};
  std::atomic<bool> stopped{false};

  void leave() {
    if (pending_io.fetch_sub(1) == 1) stopping_event = true;
  }
  bool enter_after_a_look() {
    if (stopping_flag) return false;
    pending_io.fetch_add(1);
    return true;
  }
  bool enter() {
    pending_io.fetch_add(1);
    if (!stopping_flag) return true;
    leave();
    return false;
  }
  void stop() {
    stopping_flag = true;
    leave();
    if (stopping_event) stopped = true;
  }
};

void run(bool (Device::*enter)()) {
  Device device;
  std::thread stopper([&] { device.stop(); });
  if ((device.*enter)()) {
    assert(!device.stopped);
    device.leave();
  }
  stopper.join();
}

}  // namespace

void bad() {
  run(&Device::enter_after_a_look);
}
void fixed() {
  run(&Device::enter);
}

}  // namespace unmodified::bluetooth_driver
