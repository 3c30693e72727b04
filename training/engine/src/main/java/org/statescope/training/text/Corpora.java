package org.statescope.training.text;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.statescope.training.run.TextConfiguration;
import org.statescope.training.run.TokenizerFile;
import org.statescope.training.text.cache.CachedTokens;
import org.statescope.training.text.cache.TokenCache;
import org.statescope.training.text.corpus.PreparationMonitor;
import org.statescope.training.text.corpus.TextSource;

/// Reads the texts that runs learn from. Plain texts of moderate size whose bytes are the tokens
/// are simply held in memory; all others are tokenised once into a {@link TokenCache} and mapped
/// from there. Both ways give the same tokens.
public final class Corpora {
  /// A text is held in one array next to the model; beyond this it is better mapped.
  private static final long LARGEST_IN_MEMORY = 1L << 26;

  private Corpora() {}

  /// Whether the text is read into memory, within a second or so.
  ///
  /// @throws org.statescope.training.text.corpus.TextException in one sentence if there is no such
  ///   text
  public static boolean isHeldInMemory(TextConfiguration text) throws IOException {
    return TextSource.of(text).isPlainWithin(LARGEST_IN_MEMORY) && text.isBytes();
  }

  /// The tokens of a text.
  ///
  /// @param tokenizer the one the text names, or null for bytes
  /// @throws org.statescope.training.text.corpus.TextException in one sentence with the remedy, if
  ///   there is no text to learn from
  public static Corpus read(
      TextConfiguration text,
      @Nullable TokenizerFile tokenizer,
      TokenCache cache,
      PreparationMonitor monitor)
      throws IOException {
    if (isHeldInMemory(text)) {
      return inMemory(text, monitor);
    }
    CachedTokens cached = cache.tokens(TextSource.of(text), text.field(), tokenizer, monitor);
    return new Corpus(text.source(), cached.tokens(), cached.fingerprint(), cached.leftOut());
  }

  /// The bytes of a text, held in memory.
  static Corpus inMemory(TextConfiguration text, PreparationMonitor monitor) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<String> leftOut = TextSource.of(text).read(text.field(), bytes::write, monitor);
    return Corpus.ofBytes(text.source(), bytes.toByteArray(), leftOut);
  }
}
