// The part of OpenCL on which kernels run here; its own header need not be installed.
#ifndef OPENCL_H
#define OPENCL_H

#include <stddef.h>
#include <stdint.h>

typedef struct _cl_platform_id *cl_platform_id;
typedef struct _cl_device_id *cl_device_id;
typedef struct _cl_context *cl_context;
typedef struct _cl_command_queue *cl_command_queue;
typedef struct _cl_program *cl_program;
typedef struct _cl_kernel *cl_kernel;
typedef struct _cl_event *cl_event;

#define CL_DEVICE_TYPE_CPU ((uint64_t)2)
#define CL_MEM_READ_WRITE ((uint64_t)1)
#define CL_PROGRAM_BUILD_LOG 0x1183

int clGetPlatformIDs(unsigned int, cl_platform_id *, unsigned int *);
int clGetDeviceIDs(cl_platform_id, uint64_t, unsigned int, cl_device_id *, unsigned int *);
cl_context clCreateContext(
    const intptr_t *,
    unsigned int,
    const cl_device_id *,
    void (*)(const char *, const void *, size_t, void *),
    void *,
    int *);
cl_command_queue clCreateCommandQueue(cl_context, cl_device_id, uint64_t, int *);
void *clSVMAlloc(cl_context, uint64_t, size_t, unsigned int);
void clSVMFree(cl_context, void *);
cl_program clCreateProgramWithSource(
    cl_context, unsigned int, const char **, const size_t *, int *);
int clBuildProgram(
    cl_program,
    unsigned int,
    const cl_device_id *,
    const char *,
    void (*)(cl_program, void *),
    void *);
int clGetProgramBuildInfo(cl_program, cl_device_id, unsigned int, size_t, void *, size_t *);
int clReleaseProgram(cl_program);
cl_kernel clCreateKernel(cl_program, const char *, int *);
int clReleaseKernel(cl_kernel);
int clSetKernelArg(cl_kernel, unsigned int, size_t, const void *);
int clSetKernelArgSVMPointer(cl_kernel, unsigned int, const void *);
int clEnqueueNDRangeKernel(
    cl_command_queue,
    cl_kernel,
    unsigned int,
    const size_t *,
    const size_t *,
    const size_t *,
    unsigned int,
    const cl_event *,
    cl_event *);
int clFinish(cl_command_queue);

#endif
