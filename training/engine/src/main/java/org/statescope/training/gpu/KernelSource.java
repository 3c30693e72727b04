package org.statescope.training.gpu;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The text of a [Program]: its constants, the dialect, the shared functions, the kernels. A line
/// `#include "name.c"` stands for that resource, since no compiler here reads files.
final class KernelSource {
  private static final Pattern INCLUDE =
      Pattern.compile("^#include \"(\\w+)\\.c\"$", Pattern.MULTILINE);

  private KernelSource() {}

  static String of(Program program) {
    StringBuilder text = new StringBuilder();
    program
        .constants()
        .forEach((name, value) -> text.append("#define %s %d\n".formatted(name, value)));
    return text.append(resource("dialect"))
        .append(resource("signals"))
        .append(
            INCLUDE
                .matcher(resource(program.file()))
                .replaceAll(line -> Matcher.quoteReplacement(resource(line.group(1)))))
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
