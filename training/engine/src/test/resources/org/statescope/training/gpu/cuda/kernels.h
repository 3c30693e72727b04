// Kernels and the memory they reach.
#ifndef KERNELS_H
#define KERNELS_H

#include <stddef.h>

// Memory that kernels of OpenCL reach by its address, or NULL.
void *shared_memory(size_t bytes);
void release_shared_memory(void *memory);

#endif
