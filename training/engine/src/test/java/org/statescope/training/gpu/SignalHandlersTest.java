package org.statescope.training.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignalHandlersTest {
  private static final int SIGXFSZ = 25;
  private static final MemorySegment DEFAULT = MemorySegment.NULL;
  private static final MemorySegment IGNORE = MemorySegment.ofAddress(1);

  private MemorySegment former = DEFAULT;

  @BeforeEach
  void onSystemsWithSignals() {
    assumeTrue(Linker.nativeLinker().defaultLookup().find("sigaction").isPresent());
    former = signal(IGNORE);
  }

  @AfterEach
  void putBack() {
    signal(former);
  }

  @Test
  void aHandlerThatTheWorkReplacedIsBack() {
    assertEquals(
        "done",
        SignalHandlers.keep(
            () -> {
              signal(DEFAULT);
              return "done";
            }));
    assertEquals(IGNORE, signal(IGNORE));
  }

  @Test
  void aHandlerIsBackWhenTheWorkFails() {
    assertThrows(
        GpuException.class,
        () ->
            SignalHandlers.keep(
                () -> {
                  signal(DEFAULT);
                  throw new GpuException("The work failed.");
                }));
    assertEquals(IGNORE, signal(IGNORE));
  }

  @Test
  void withoutItTheHandlerStaysReplaced() {
    signal(DEFAULT);
    assertNotEquals(IGNORE, signal(IGNORE));
  }

  /// The C library's `signal`: the former handler.
  private static MemorySegment signal(MemorySegment handler) {
    MethodHandle call =
        Linker.nativeLinker()
            .downcallHandle(
                Linker.nativeLinker().defaultLookup().findOrThrow("signal"),
                FunctionDescriptor.of(
                    ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
    try {
      return (MemorySegment) call.invokeExact(SIGXFSZ, handler);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }
}
