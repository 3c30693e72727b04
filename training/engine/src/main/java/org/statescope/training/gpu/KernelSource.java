package org.statescope.training.gpu;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The text of a [Program]: its constants, the dialect, the shared functions, the kernels.
final class KernelSource {
  private KernelSource() {}

  static String of(Program program) {
    StringBuilder text = new StringBuilder();
    program
        .constants()
        .forEach((name, value) -> text.append("#define %s %d\n".formatted(name, value)));
    return text.append(resource("dialect"))
        .append(resource("signals"))
        .append(resource(program.file()))
        .toString();
  }

  private static String resource(String name) {
    try (InputStream in = KernelSource.class.getResourceAsStream(name + ".c")) {
      if (in == null) {
        throw new IllegalStateException("the kernel file %s.c is missing".formatted(name));
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
