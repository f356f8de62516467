// The one header a scenario includes.
#pragma once

#include "weft/primitives/atomic.h"
#include "weft/primitives/chan.h"
#include "weft/primitives/choose.h"
#include "weft/primitives/clock.h"
#include "weft/primitives/cond.h"
#include "weft/primitives/context.h"
#include "weft/primitives/errors.h"
#include "weft/primitives/go.h"
#include "weft/primitives/mutex.h"
#include "weft/primitives/once.h"
#include "weft/primitives/panic.h"
#include "weft/primitives/rw_mutex.h"
#include "weft/primitives/select_cases.h"
#include "weft/primitives/shared.h"
#include "weft/primitives/timer.h"
#include "weft/primitives/wait_group.h"
