package org.statescope.training.run;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// What a device said of itself at one moment, by all programs that use it. What its driver does
/// not report is empty.
///
/// @param memoryUsed bytes of device memory in use
/// @param memoryTotal bytes of device memory
/// @param utilisation share of the last moments in which it computed, 0 to 1
/// @param temperature in °C
public record DeviceLoad(
    OptionalLong memoryUsed,
    OptionalLong memoryTotal,
    OptionalDouble utilisation,
    OptionalDouble temperature) {
  /// A device whose driver reports nothing.
  public static final DeviceLoad UNREPORTED =
      new DeviceLoad(
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty());

  private static final String ABSENT = "not reported by this driver";
  private static final double GIBIBYTE = 1L << 30;

  /// All of it in words; what is empty is said to be absent.
  public String sentence() {
    if (equals(UNREPORTED)) {
      return "load " + ABSENT;
    }
    return "memory in use %s, utilisation %s, temperature %s"
        .formatted(
            memoryUsed.isPresent() ? gibibytes(memoryUsed.getAsLong()) : ABSENT,
            utilisation.isPresent() ? words("%.0f %%", 100 * utilisation.getAsDouble()) : ABSENT,
            temperature.isPresent() ? words("%.0f °C", temperature.getAsDouble()) : ABSENT);
  }

  private static String gibibytes(long bytes) {
    return words("%.1f GiB", bytes / GIBIBYTE);
  }

  private static String words(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
