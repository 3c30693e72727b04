package org.statescope.training.run;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Names such as `2026-11-23T10-15-02_sc-mamba_moby-dick`: sorted by start, readable, legal on
/// every file system.
final class RunFolderName {
  private static final DateTimeFormatter START =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss", Locale.ROOT);
  private static final int LONGEST_LABEL = 40;

  private RunFolderName() {}

  /// @param attempt 1 for the plain name, then numbers behind it
  static String of(RunConfiguration configuration, int attempt) {
    String plain =
        "%s_%s_%s"
            .formatted(
                LocalDateTime.now().format(START),
                configuration.model().structure().label(),
                legal(configuration.text().label()));
    return attempt == 1 ? plain : plain + "_" + attempt;
  }

  private static String legal(String label) {
    String plain = label.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]+", "-");
    return plain.substring(0, Math.min(plain.length(), LONGEST_LABEL));
  }
}
