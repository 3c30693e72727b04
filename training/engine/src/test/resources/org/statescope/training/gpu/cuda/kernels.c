// Modules and kernels. The dialect of the kernels is OpenCL C too, and as such they run here.
#include "kernels.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "image.h"
#include "opencl.h"
#include "stand_in.h"

#define MOST_ARGUMENTS 96
#define LONGEST_NAME 64
#define SIGNALS 32

struct CUfunc_st {
  CUmodule module;
  char name[LONGEST_NAME];
  cl_kernel kernel;
  unsigned int arguments;
  bool is_address[MOST_ARGUMENTS];
  size_t sizes[MOST_ARGUMENTS];
  bool has_run;
  CUfunction next;
};

struct CUmod_st {
  CUcontext context;
  cl_program program;
  char *text;
  CUfunction functions;
  bool unloaded;
};

typedef struct {
  CUfunction function;
  size_t groups[3];
  size_t lanes;
  unsigned long long arguments[];
} Run;

static cl_context opencl;
static cl_device_id processor;
static cl_command_queue queue;
static long modules;
static long runs;

// OpenCL's compiler takes the handlers of the Java machine's signals away.
static void keep_handlers(struct sigaction *handlers) {
  for (int i = 1; i < SIGNALS; i++) {
    sigaction(i, NULL, &handlers[i]);
  }
}

static void restore_handlers(struct sigaction *handlers) {
  for (int i = 1; i < SIGNALS; i++) {
    sigaction(i, &handlers[i], NULL);
  }
}

static bool start_opencl(void) {
  if (opencl != NULL) {
    return true;
  }
  struct sigaction handlers[SIGNALS];
  keep_handlers(handlers);
  cl_platform_id platforms[8];
  unsigned int found = 0;
  int status = clGetPlatformIDs(8, platforms, &found);
  for (unsigned int i = 0; status == 0 && processor == NULL && i < found && i < 8; i++) {
    if (clGetDeviceIDs(platforms[i], CL_DEVICE_TYPE_CPU, 1, &processor, NULL) != 0) {
      processor = NULL;
    }
  }
  if (processor != NULL) {
    opencl = clCreateContext(NULL, 1, &processor, NULL, NULL, &status);
    queue = clCreateCommandQueue(opencl, processor, 0, &status);
  }
  restore_handlers(handlers);
  return opencl != NULL && status == 0;
}

void *shared_memory(size_t bytes) {
  return start_opencl() ? clSVMAlloc(opencl, CL_MEM_READ_WRITE, bytes, 0) : NULL;
}

void release_shared_memory(void *memory) {
  clSVMFree(opencl, memory);
}

static void tell_log(cl_program program) {
  static char log[1 << 14];
  size_t length = 0;
  clGetProgramBuildInfo(program, processor, CL_PROGRAM_BUILD_LOG, sizeof log, log, &length);
  broken(CUDA_SUCCESS, "a program does not compile: %.*s", (int)length, log);
}

CUresult CUDAAPI cuModuleLoadData(CUmodule *module, const void *data) {
  NEEDS_NO_CAPTURE();
  const Image *image = data;
  if (memcmp(image->magic, IMAGE_MAGIC, sizeof image->magic) != 0 || !start_opencl()) {
    return broken(CUDA_ERROR_INVALID_IMAGE, "no image that this driver reads, or no OpenCL");
  }
  int card = (int)setting("STAND_IN_CAPABILITY", 90);
  if (image->capability / 10 != card / 10 || image->capability > card) {
    return broken(CUDA_ERROR_NO_BINARY_FOR_GPU, "code for %d on a %d", image->capability, card);
  }
  const char *text = image->text;
  int status;
  struct sigaction handlers[SIGNALS];
  keep_handlers(handlers);
  cl_program program = clCreateProgramWithSource(opencl, 1, &text, &image->length, &status);
  int built = clBuildProgram(program, 1, &processor, "-cl-std=CL1.2", NULL, NULL);
  restore_handlers(handlers);
  if (built != 0) {
    tell_log(program);
    return CUDA_ERROR_INVALID_IMAGE;
  }
  *module = calloc(1, sizeof(struct CUmod_st));
  (*module)->context = context;
  (*module)->program = program;
  (*module)->text = strndup(text, image->length);
  modules++;
  return CUDA_SUCCESS;
}

CUresult CUDAAPI cuModuleUnload(CUmodule module) {
  NEEDS_NO_CAPTURE();
  if (module == NULL || module->unloaded || module->context != context) {
    return broken(CUDA_ERROR_INVALID_HANDLE, "a module is unloaded twice, or none");
  }
  CUresult status = drain_all(context);
  for (CUfunction function = module->functions; function != NULL; function = function->next) {
    clReleaseKernel(function->kernel);
  }
  clReleaseProgram(module->program);
  free(module->text);
  module->unloaded = true;
  modules--;
  return status;
}

void report_modules_left(CUcontext context) {
  (void)context;
  if (modules != 0) {
    broken(CUDA_SUCCESS, "%ld modules were not unloaded", modules);
  }
}

static void take(CUfunction function, bool is_address, size_t bytes) {
  if (function->arguments < MOST_ARGUMENTS) {
    function->is_address[function->arguments] = is_address;
    function->sizes[function->arguments] = bytes;
  }
  function->arguments++;
}

// One parameter as `dialect.c` declares it: a run of values is its address and a place behind it.
static bool take_parameter(CUfunction function, const char *text) {
  static const char *const runs[] = {"TENSOR(", "INTEGERS(", "HALVES(", "FACTOR("};
  for (size_t i = 0; i < sizeof runs / sizeof *runs; i++) {
    if (strncmp(text, runs[i], strlen(runs[i])) == 0) {
      take(function, true, sizeof(CUdeviceptr));
      take(function, false, sizeof(long long));
      return true;
    }
  }
  if (strncmp(text, "wide ", 5) == 0) {
    take(function, false, sizeof(long long));
  } else if (strncmp(text, "int ", 4) == 0 || strncmp(text, "float ", 6) == 0) {
    take(function, false, sizeof(int));
  } else {
    return false;
  }
  return true;
}

// Reads the parameters in the program's text; a driver finds them in its machine code.
static CUresult describe(CUfunction function) {
  char head[LONGEST_NAME + 16];
  snprintf(head, sizeof head, "KERNEL void %s(", function->name);
  const char *text = strstr(function->module->text, head);
  if (text == NULL) {
    return CUDA_ERROR_NOT_FOUND;
  }
  for (text += strlen(head); *text != ')'; text += *text == ',') {
    text += strspn(text, " \n");
    if (!take_parameter(function, text)) {
      return broken(CUDA_ERROR_INVALID_IMAGE, "%s: parameter %.20s", function->name, text);
    }
    text += strcspn(text, ",()");
    text += *text == '(' ? strcspn(text, ")") + 1 : 0;
  }
  return function->arguments > MOST_ARGUMENTS
      ? broken(CUDA_ERROR_INVALID_IMAGE, "%s has too many arguments", function->name)
      : CUDA_SUCCESS;
}

CUresult CUDAAPI cuModuleGetFunction(CUfunction *result, CUmodule module, const char *name) {
  NEEDS_CONTEXT();
  if (module == NULL || module->unloaded || module->context != context) {
    return broken(CUDA_ERROR_INVALID_HANDLE, "a kernel of an unloaded module");
  }
  for (CUfunction known = module->functions; known != NULL; known = known->next) {
    if (strcmp(known->name, name) == 0) {
      *result = known;
      return CUDA_SUCCESS;
    }
  }
  int status;
  cl_kernel kernel = clCreateKernel(module->program, name, &status);
  if (status != 0) {
    return CUDA_ERROR_NOT_FOUND;
  }
  CUfunction function = calloc(1, sizeof(struct CUfunc_st));
  function->module = module;
  function->kernel = kernel;
  snprintf(function->name, sizeof function->name, "%s", name);
  function->next = module->functions;
  module->functions = function;
  *result = function;
  return describe(function);
}

static CUresult give(const Run *run, unsigned int place) {
  CUfunction function = run->function;
  const unsigned long long *value = &run->arguments[place];
  if (!function->is_address[place]) {
    return clSetKernelArg(function->kernel, place, function->sizes[place], value) == 0
        ? CUDA_SUCCESS
        : CUDA_ERROR_LAUNCH_FAILED;
  }
  void *memory = place_of(function->module->context, *value, 0);
  if (memory == NULL) {
    return broken(
        CUDA_ERROR_ILLEGAL_ADDRESS,
        "argument %u of %s is no memory of the device",
        place,
        function->name);
  }
  return clSetKernelArgSVMPointer(function->kernel, place, memory) == 0
      ? CUDA_SUCCESS
      : CUDA_ERROR_LAUNCH_FAILED;
}

// A fault that the environment orders: of the kernel of that name.
static bool shall_fail(CUfunction function) {
  const char *name = getenv("STAND_IN_FAULT");
  return name != NULL && strcmp(name, function->name) == 0 && runs++ >= setting("STAND_IN_FAULT_AFTER", 0);
}

static CUresult run(const Work *work) {
  const Run *run = (const Run *)work->values;
  CUfunction function = run->function;
  if (function->module->unloaded) {
    return broken(CUDA_ERROR_ILLEGAL_ADDRESS, "%s runs after its module", function->name);
  }
  if (shall_fail(function)) {
    return CUDA_ERROR_ILLEGAL_ADDRESS;
  }
  for (unsigned int i = 0; i < function->arguments; i++) {
    CUresult status = give(run, i);
    if (status != CUDA_SUCCESS) {
      return status;
    }
  }
  size_t all[3] = {run->groups[0] * run->lanes, run->groups[1], run->groups[2]};
  size_t group[3] = {run->lanes, 1, 1};
  struct sigaction handlers[SIGNALS];
  if (!function->has_run) {
    keep_handlers(handlers);
  }
  int failed = clEnqueueNDRangeKernel(queue, function->kernel, 3, NULL, all, group, 0, NULL, NULL);
  failed |= clFinish(queue);
  if (!function->has_run) {
    restore_handlers(handlers);
    function->has_run = true;
  }
  if (failed != 0) {
    return broken(CUDA_ERROR_LAUNCH_FAILED, "%s does not run (%d)", function->name, failed);
  }
  for (unsigned int i = 0; i < function->arguments; i++) {
    if (function->is_address[i]) {
      Block *block = block_of(function->module->context, run->arguments[i], 0);
      CUresult status = check_guards(block, function->name);
      if (status != CUDA_SUCCESS) {
        return status;
      }
    }
  }
  return CUDA_SUCCESS;
}

CUresult CUDAAPI cuLaunchKernel(
    CUfunction function,
    unsigned int groups_x,
    unsigned int groups_y,
    unsigned int groups_z,
    unsigned int lanes_x,
    unsigned int lanes_y,
    unsigned int lanes_z,
    unsigned int shared_bytes,
    CUstream stream,
    void **arguments,
    void **extra) {
  NEEDS_CONTEXT();
  CUresult status = check_stream(context, stream, true);
  if (status != CUDA_SUCCESS) {
    return status;
  }
  if (function == NULL || function->module->unloaded || function->module->context != context) {
    return broken(CUDA_ERROR_INVALID_HANDLE, "a kernel of another context or an unloaded one");
  }
  bool fits = groups_x >= 1 && groups_x <= 0x7FFFFFFF && groups_y >= 1 && groups_y <= 65535
      && groups_z >= 1 && groups_z <= 65535 && lanes_x >= 1 && lanes_x <= 1024 && lanes_y == 1
      && lanes_z == 1 && shared_bytes == 0 && extra == NULL;
  if (!fits) {
    return broken(
        CUDA_ERROR_INVALID_VALUE,
        "%s is launched as %u × %u × %u groups of %u × %u × %u lanes",
        function->name, groups_x, groups_y, groups_z, lanes_x, lanes_y, lanes_z);
  }
  Work *work = work_of(sizeof(Run) + function->arguments * sizeof(unsigned long long), run);
  Run *values = (Run *)work->values;
  *values = (Run){function, {groups_x, groups_y, groups_z}, lanes_x};
  for (unsigned int i = 0; i < function->arguments; i++) {
    if ((uintptr_t)arguments[i] % function->sizes[i] != 0) {
      broken(CUDA_SUCCESS, "argument %u of %s is not aligned", i, function->name);
    }
    memcpy(&values->arguments[i], arguments[i], function->sizes[i]);
  }
  return enqueue(stream, work);
}

void *device_place(CUstream stream, CUdeviceptr address, size_t bytes, const char *who) {
  void *place = place_of(stream->context, address, bytes);
  if (place == NULL) {
    broken(CUDA_SUCCESS, "%s reaches %zu bytes that are not all of the device", who, bytes);
  }
  return place;
}
