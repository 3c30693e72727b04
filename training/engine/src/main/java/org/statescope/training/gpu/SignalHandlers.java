package org.statescope.training.gpu;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.function.Supplier;

/// Keeps the signal handlers of this process over calls into a driver that compiles in the process.
///
/// The JVM needs its own: a fault on a guarded page is how it stops threads, checks for null and
/// grows stacks. LLVM, on which PoCL stands, puts its handlers in their place while it writes a
/// file; the first fault resets the signal to its default before the old handler is back, and a
/// second thread that faults in between ends the process. Interrupting a run from the keyboard
/// would not reach the JVM either.
///
/// Where the C library has no `sigaction` (Windows) the work simply runs.
final class SignalHandlers {
  private static final int SIGNALS = 31;

  /// More than `struct sigaction` takes on any system: 152 bytes on Linux, 16 on macOS.
  private static final long ROOM = 256;

  private static final Optional<MethodHandle> SIGACTION =
      Linker.nativeLinker()
          .defaultLookup()
          .find("sigaction")
          .map(
              address ->
                  Linker.nativeLinker()
                      .downcallHandle(
                          address,
                          FunctionDescriptor.of(
                              ValueLayout.JAVA_INT,
                              ValueLayout.JAVA_INT,
                              ValueLayout.ADDRESS,
                              ValueLayout.ADDRESS)));

  private SignalHandlers() {}

  /// Runs the work and gives every signal whose handling it changed its former handler back.
  static <T> T keep(Supplier<T> work) {
    if (SIGACTION.isEmpty()) {
      return work.get();
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment before = all(arena);
      try {
        return work.get();
      } finally {
        restore(before, all(arena));
      }
    }
  }

  private static MemorySegment all(Arena arena) {
    MemorySegment handlers = arena.allocate(SIGNALS * ROOM, Long.BYTES);
    for (int signal = 1; signal <= SIGNALS; signal++) {
      sigaction(signal, MemorySegment.NULL, of(signal, handlers));
    }
    return handlers;
  }

  private static void restore(MemorySegment before, MemorySegment after) {
    for (int signal = 1; signal <= SIGNALS; signal++) {
      if (!address(signal, before).equals(address(signal, after))) {
        sigaction(signal, of(signal, before), MemorySegment.NULL);
      }
    }
  }

  private static MemorySegment of(int signal, MemorySegment handlers) {
    return handlers.asSlice((signal - 1) * ROOM, ROOM);
  }

  /// The handler itself stands first in the structure; what follows is not all filled by the C
  /// library and cannot be compared.
  private static MemorySegment address(int signal, MemorySegment handlers) {
    return of(signal, handlers).get(ValueLayout.ADDRESS, 0);
  }

  private static void sigaction(int signal, MemorySegment replacement, MemorySegment present) {
    try {
      int status = (int) SIGACTION.orElseThrow().invokeExact(signal, replacement, present);
      if (status != 0) {
        throw new GpuException("The handler of signal %d cannot be kept.".formatted(signal));
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new LinkageError("sigaction", e);
    }
  }
}
