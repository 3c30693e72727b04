package org.statescope.app.design;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.statescope.app.texts.Texts;
import org.statescope.training.run.TextConfiguration;

/// The end of a run's text, which the run held out to validate on. Known for the bundled texts and
/// for plain text files; it is cut by bytes, which are tokens where the run's tokens are bytes.
record HeldOutText(TextConfiguration text) {
  private static final String BUNDLED = "/org/statescope/assets/text/";
  private static final List<String> PLAIN = List.of(".txt", ".md", ".text");
  private static final int CONTINUATION_MASK = 0xC0;
  private static final int CONTINUATION = 0x80;

  /// Empty where the text is not that of the model's run, or its end cannot be cut off here.
  static Optional<HeldOutText> of(DesignSubject model, String wanted) {
    return model
        .text()
        .filter(text -> text.source().equals(wanted))
        .filter(text -> text.isBundled() || isPlain(Path.of(text.source())))
        .map(HeldOutText::new);
  }

  private static boolean isPlain(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return Files.isRegularFile(file) && PLAIN.stream().anyMatch(name::endsWith);
  }

  /// Writes it to a file of a folder.
  Path write(Path folder) throws IOException {
    byte[] all = read();
    int from = all.length - (int) Math.round(all.length * text.validationFraction());
    while (from < all.length && (all[from] & CONTINUATION_MASK) == CONTINUATION) {
      from++;
    }
    return Files.write(folder.resolve("held-out.txt"), Arrays.copyOfRange(all, from, all.length));
  }

  private byte[] read() throws IOException {
    if (!text.isBundled()) {
      return Files.readAllBytes(Path.of(text.source()));
    }
    String resource = BUNDLED + text.label() + ".txt.gz";
    try (InputStream packed = HeldOutText.class.getResourceAsStream(resource)) {
      if (packed == null) {
        throw new IOException(Texts.text("design.noBundledText", text.source()));
      }
      return new GZIPInputStream(new BufferedInputStream(packed)).readAllBytes();
    }
  }
}
