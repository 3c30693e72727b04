// Memory of the device and pinned memory of the host.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kernels.h"
#include "stand_in.h"

#define GUARD ((size_t)256)
#define GUARD_BYTE 0xC5
// A float32 value of these bytes is not a number.
#define UNWRITTEN 0xFF
// No address of a process has its upper bits set so: a host that follows one is ended.
#define FIRST_ADDRESS 0x00DE000000000000ULL

// Blocks in order of their addresses, which are never given twice.
static Block *blocks;
static size_t count;
static size_t room;
static CUdeviceptr next_address = FIRST_ADDRESS;

typedef struct Pinned Pinned;
static struct Pinned {
  Pinned *next;
  CUcontext context;
  unsigned char *place;
  size_t bytes;
} *pinned;

static size_t used[MOST_CARDS];

size_t memory_in_use(int card) {
  return used[card];
}

// Of a card, for the stand-in of NVML.
EXPORT size_t stand_in_memory_in_use(int card) {
  CALL();
  return memory_in_use(card);
}

// The end of a block is a place in it of which no byte may be used.
Block *block_of(CUcontext context, CUdeviceptr address, size_t bytes) {
  size_t low = 0;
  size_t high = count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (blocks[middle].address + blocks[middle].bytes < address) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low == count || address < blocks[low].address || blocks[low].context != context) {
    return NULL;
  }
  return bytes <= blocks[low].bytes - (address - blocks[low].address) ? &blocks[low] : NULL;
}

void *place_of(CUcontext context, CUdeviceptr address, size_t bytes) {
  Block *block = block_of(context, address, bytes);
  return block == NULL ? NULL : block->place + (address - block->address);
}

CUresult check_guards(const Block *block, const char *who) {
  for (size_t i = 0; i < GUARD; i++) {
    if (block->place[-1 - (ptrdiff_t)i] != GUARD_BYTE || block->place[block->bytes + i] != GUARD_BYTE) {
      return broken(
          CUDA_ERROR_ILLEGAL_ADDRESS, "%s wrote outside its memory of %zu bytes", who, block->bytes);
    }
  }
  return CUDA_SUCCESS;
}

CUresult CUDAAPI cuMemAlloc_v2(CUdeviceptr *address, size_t bytes) {
  NEEDS_NO_CAPTURE();
  if (bytes == 0) {
    return broken(CUDA_ERROR_INVALID_VALUE, "no bytes are allocated");
  }
  // Other programs may have taken a part of the memory.
  size_t taken = (size_t)setting("STAND_IN_TAKEN", 0);
  if (used[context->card] + taken + bytes > (size_t)card_memory()) {
    return CUDA_ERROR_OUT_OF_MEMORY;
  }
  unsigned char *whole = shared_memory(bytes + 2 * GUARD);
  if (whole == NULL) {
    return CUDA_ERROR_OUT_OF_MEMORY;
  }
  memset(whole, GUARD_BYTE, bytes + 2 * GUARD);
  memset(whole + GUARD, UNWRITTEN, bytes);
  if (count == room) {
    room = 2 * room + 64;
    blocks = realloc(blocks, room * sizeof *blocks);
  }
  blocks[count++] = (Block){context, next_address, bytes, whole + GUARD};
  *address = next_address;
  next_address += (bytes + 1023) / 256 * 256;
  used[context->card] += bytes;
  return CUDA_SUCCESS;
}

CUresult CUDAAPI cuMemFree_v2(CUdeviceptr address) {
  NEEDS_NO_CAPTURE();
  Block *block = block_of(context, address, 0);
  if (block == NULL || block->address != address) {
    return broken(CUDA_ERROR_INVALID_VALUE, "memory is freed that is not allocated");
  }
  CUresult status = drain_all(context);
  if (status == CUDA_SUCCESS) {
    status = check_guards(block, "a kernel");
  }
  used[context->card] -= block->bytes;
  release_shared_memory(block->place - GUARD);
  memmove(block, block + 1, (size_t)(&blocks[--count] - block) * sizeof *block);
  return status;
}

CUresult CUDAAPI cuMemAllocHost_v2(void **address, size_t bytes) {
  NEEDS_NO_CAPTURE();
  Pinned *memory = malloc(sizeof *memory);
  void *place;
  if (bytes == 0 || posix_memalign(&place, 4096, bytes) != 0) {
    free(memory);
    return bytes == 0 ? CUDA_ERROR_INVALID_VALUE : CUDA_ERROR_OUT_OF_MEMORY;
  }
  memset(place, UNWRITTEN, bytes);
  *memory = (Pinned){pinned, context, place, bytes};
  pinned = memory;
  *address = place;
  return CUDA_SUCCESS;
}

CUresult CUDAAPI cuMemFreeHost(void *address) {
  NEEDS_NO_CAPTURE();
  for (Pinned **link = &pinned; *link != NULL; link = &(*link)->next) {
    Pinned *memory = *link;
    if (memory->place == address) {
      CUresult status = drain_all(context);
      *link = memory->next;
      free(memory->place);
      free(memory);
      return status;
    }
  }
  return broken(CUDA_ERROR_INVALID_VALUE, "host memory is freed that was not allocated here");
}

bool is_pinned(CUcontext context, const void *address, size_t bytes) {
  const unsigned char *place = address;
  for (Pinned *memory = pinned; memory != NULL; memory = memory->next) {
    if (memory->context == context
        && place >= memory->place
        && place + bytes <= memory->place + memory->bytes) {
      return true;
    }
  }
  return false;
}

void report_memory_left(CUcontext context) {
  for (size_t i = 0; i < count; i++) {
    if (blocks[i].context == context) {
      broken(CUDA_SUCCESS, "%zu bytes of the device were not freed", blocks[i].bytes);
    }
  }
  for (Pinned *memory = pinned; memory != NULL; memory = memory->next) {
    if (memory->context == context) {
      broken(CUDA_SUCCESS, "%zu bytes of pinned memory were not freed", memory->bytes);
    }
  }
}
