package org.statescope.app.about;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.statescope.app.texts.Texts;

/// The desktop's versions and the machine it runs on, as Java itself knows them.
public final class Machine {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
  private static final double GIBIBYTE = 1L << 30;

  private Machine() {}

  static List<Fact> facts() {
    return List.of(
        fact("version", version()),
        fact("java", property("java.version") + ", " + property("java.vendor")),
        fact("javafx", property("javafx.runtime.version")),
        fact("system", property("os.name") + " " + property("os.version")),
        fact("processor", processor()),
        fact("memory", memory()));
  }

  private static Fact fact(String key, String value) {
    return new Fact(Texts.text("about." + key), value);
  }

  private static String property(String name) {
    return System.getProperty(name, "—");
  }

  /// The version of Statescope.
  public static String version() {
    Properties build = new Properties();
    try (InputStream stream = Machine.class.getResourceAsStream("build.properties")) {
      build.load(java.util.Objects.requireNonNull(stream, "build.properties"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return build.getProperty("version", "—");
  }

  private static String processor() {
    String name =
        linuxProcessor()
            .or(() -> Optional.ofNullable(System.getenv("PROCESSOR_IDENTIFIER")))
            .orElse(property("os.arch"));
    return Texts.text("about.processors", name, Runtime.getRuntime().availableProcessors());
  }

  private static Optional<String> linuxProcessor() {
    if (!Files.isReadable(PROCESSORS)) {
      return Optional.empty();
    }
    try (Stream<String> lines = Files.lines(PROCESSORS)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  private static String memory() {
    double heap = Runtime.getRuntime().maxMemory();
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean machine
        ? Texts.text("about.memoryOf", gibibytes(machine.getTotalMemorySize()), gibibytes(heap))
        : Texts.text("about.heap", gibibytes(heap));
  }

  private static String gibibytes(double bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", bytes / GIBIBYTE);
  }
}
