package org.statescope.training.gpu;

import static org.bytedeco.cuda.global.cudart.CU_STREAM_NON_BLOCKING;
import static org.bytedeco.cuda.global.cudart.cuCtxSetCurrent;
import static org.bytedeco.cuda.global.cudart.cuDevicePrimaryCtxRelease;
import static org.bytedeco.cuda.global.cudart.cuDevicePrimaryCtxRetain;
import static org.bytedeco.cuda.global.cudart.cuMemAlloc;
import static org.bytedeco.cuda.global.cudart.cuMemAllocHost;
import static org.bytedeco.cuda.global.cudart.cuMemFree;
import static org.bytedeco.cuda.global.cudart.cuMemFreeHost;
import static org.bytedeco.cuda.global.cudart.cuMemcpyDtoHAsync;
import static org.bytedeco.cuda.global.cudart.cuMemcpyHtoDAsync;
import static org.bytedeco.cuda.global.cudart.cuMemsetD8Async;
import static org.bytedeco.cuda.global.cudart.cuModuleGetFunction;
import static org.bytedeco.cuda.global.cudart.cuModuleLoadData;
import static org.bytedeco.cuda.global.cudart.cuModuleUnload;
import static org.bytedeco.cuda.global.cudart.cuStreamCreate;
import static org.bytedeco.cuda.global.cudart.cuStreamDestroy;
import static org.bytedeco.cuda.global.cudart.cuStreamSynchronize;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.cuda.cudart.CUctx_st;
import org.bytedeco.cuda.cudart.CUfunc_st;
import org.bytedeco.cuda.cudart.CUmod_st;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;
import org.statescope.training.run.MatrixPrecision;

/// One NVIDIA card through the driver's interface: its primary context, one stream, memory and
/// compiled modules. The context belongs to a thread, so each call makes it current first.
final class CudaRuntime implements GpuRuntime {
  private final CudaDevice device;
  private final CUctx_st context = new CUctx_st();
  private final CUstream_st stream = new CUstream_st();
  private final List<Long> blocks = new ArrayList<>();
  private final List<Pointer> hostBlocks = new ArrayList<>();
  private final List<CudaMark> marks = new ArrayList<>();
  private final List<CudaGraph> graphs = new ArrayList<>();
  private final Map<Program, CUmod_st> modules = new HashMap<>();
  private @Nullable CublasProducts products;
  private long allocated;
  private boolean closed;

  private CudaRuntime(CudaDevice device) {
    this.device = device;
  }

  /// @param withCublas whether cuBLAS was found; else the tiled kernel multiplies
  static CudaRuntime open(CudaDevice device, boolean withCublas, MatrixPrecision precision) {
    CudaRuntime runtime = new CudaRuntime(device);
    CudaStatus.check(cuDevicePrimaryCtxRetain(runtime.context, device.handle()), "open a context");
    try {
      runtime.makeCurrent();
      CudaStatus.check(cuStreamCreate(runtime.stream, CU_STREAM_NON_BLOCKING), "open a stream");
      if (withCublas) {
        runtime.products = new CublasProducts(runtime, precision);
      }
    } catch (RuntimeException e) {
      runtime.close();
      throw e;
    }
    return runtime;
  }

  /// Makes the context that of the calling thread, as nearly every call of the driver needs.
  void makeCurrent() {
    CudaStatus.check(cuCtxSetCurrent(context), "make its context current");
  }

  /// The queue, ordered.
  CUstream_st stream() {
    return stream;
  }

  @Override
  public String description() {
    return "%s (CUDA, compute capability %d.%d)"
        .formatted(device.name(), device.capability() / 10, device.capability() % 10);
  }

  @Override
  public Parallelism parallelism() {
    return device.parallelism();
  }

  @Override
  public long allocatedBytes() {
    return allocated;
  }

  @Override
  public MemorySegment allocate(long bytes) {
    MemorySegment memory = allocateUncounted(bytes);
    allocated += bytes;
    return memory;
  }

  /// The same for a library's own use, which is no part of the model.
  MemorySegment allocateUncounted(long bytes) {
    makeCurrent();
    long[] address = new long[1];
    int status = cuMemAlloc(address, bytes);
    if (CudaStatus.isOutOfMemory(status)) {
      throw new OutOfDeviceMemory(device.name(), bytes, allocated, device.memory());
    }
    CudaStatus.check(status, "allocate %,d bytes".formatted(bytes));
    blocks.add(address[0]);
    CudaStatus.check(cuMemsetD8Async(address[0], (byte) 0, bytes, stream), "clear its memory");
    finish();
    return MemorySegment.ofAddress(address[0]).reinterpret(bytes);
  }

  @Override
  public void write(MemorySegment from, MemorySegment to) {
    makeCurrent();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment stage =
          from.isNative() ? from : arena.allocate(from.byteSize(), Long.BYTES).copyFrom(from);
      CudaStatus.check(
          cuMemcpyHtoDAsync(to.address(), new Address(stage), from.byteSize(), stream),
          "take data");
      finish();
    }
  }

  @Override
  public void read(MemorySegment from, MemorySegment to) {
    makeCurrent();
    long bytes = Math.min(from.byteSize(), to.byteSize());
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment stage = to.isNative() ? to : arena.allocate(bytes, Long.BYTES);
      CudaStatus.check(
          cuMemcpyDtoHAsync(new Address(stage), from.address(), bytes, stream), "return data");
      finish();
      if (!to.isNative()) {
        to.copyFrom(stage);
      }
    }
  }

  @Override
  public MemorySegment hostMemory(long bytes) {
    makeCurrent();
    try (PointerPointer<Pointer> made = new PointerPointer<>(1)) {
      CudaStatus.check(
          cuMemAllocHost(made, bytes), "lock %,d bytes of the host's memory".formatted(bytes));
      Pointer memory = made.get(0);
      hostBlocks.add(memory);
      return MemorySegment.ofAddress(memory.address()).reinterpret(bytes).fill((byte) 0);
    }
  }

  @Override
  public void writeLater(MemorySegment from, MemorySegment to) {
    makeCurrent();
    CudaStatus.check(
        cuMemcpyHtoDAsync(to.address(), new Address(from), from.byteSize(), stream), "take data");
  }

  @Override
  public void readLater(MemorySegment from, MemorySegment to) {
    makeCurrent();
    CudaStatus.check(
        cuMemcpyDtoHAsync(new Address(to), from.address(), from.byteSize(), stream), "return data");
  }

  @Override
  public Mark mark() {
    makeCurrent();
    CudaMark mark = new CudaMark(this);
    marks.add(mark);
    return mark;
  }

  @Override
  public Launch record(List<Launch> launches) {
    CudaGraph graph = new CudaGraph(this, launches);
    graphs.add(graph);
    return graph;
  }

  @Override
  public void finish() {
    makeCurrent();
    CudaStatus.check(cuStreamSynchronize(stream), "finish its work");
  }

  @Override
  public Launch launch(Program program, String kernel, Grid grid, List<Argument> arguments) {
    makeCurrent();
    CUfunc_st function = new CUfunc_st();
    CudaStatus.check(
        cuModuleGetFunction(function, modules.computeIfAbsent(program, this::load), kernel),
        "find the kernel " + kernel);
    return new CudaLaunch(this, function, kernel, grid, arguments);
  }

  private CUmod_st load(Program program) {
    CUmod_st module = new CUmod_st();
    try (BytePointer code = CudaCompiler.compile(program, device.capability())) {
      CudaStatus.check(cuModuleLoadData(module, code), "load the kernels of " + program.file());
    }
    return module;
  }

  @Override
  public Optional<Launch> product(Product product) {
    return Optional.ofNullable(products).map(library -> library.bind(product));
  }

  @Override
  public Optional<Launch> products(ProductBatch batch) {
    return Optional.ofNullable(products).map(library -> library.bind(batch));
  }

  /// Frees everything, also after a failure: what the driver refuses then is gone with the context.
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    cuCtxSetCurrent(context);
    if (!stream.isNull()) {
      cuStreamSynchronize(stream);
    }
    graphs.forEach(CudaGraph::destroy);
    marks.forEach(CudaMark::destroy);
    if (products != null) {
      products.close();
    }
    modules.values().forEach(module -> cuModuleUnload(module));
    blocks.forEach(block -> cuMemFree(block));
    hostBlocks.forEach(block -> cuMemFreeHost(block));
    if (!stream.isNull()) {
      cuStreamDestroy(stream);
    }
    cuDevicePrimaryCtxRelease(device.handle());
  }

  /// A pointer to memory that Java owns.
  private static final class Address extends Pointer {
    Address(MemorySegment segment) {
      super((Pointer) null);
      address = segment.address();
    }
  }
}
