package org.statescope.training.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.statescope.training.run.RunJson;
import org.statescope.training.run.TextConfiguration;
import org.statescope.training.run.TokenizerFile;

/// Which tokens a model reads.
///
/// @param file null for bytes
public record ModelTokenizer(@Nullable TokenizerFile file) {
  private static final int BYTES = 256;

  /// The tokenizer named, or else the one in the model's folder, or else bytes.
  ///
  /// @param named `bytes`, the path of a `tokenizer.json`, or null
  /// @throws ModelFolderException in one sentence if its tokens are more than the model's
  public static ModelTokenizer of(ModelFolder folder, @Nullable String named) throws IOException {
    TokenizerFile file = file(folder, named);
    int tokens = file == null ? BYTES : file.vocabularySize();
    int vocabulary = folder.description().model().vocabularySize();
    if (tokens > vocabulary) {
      throw new ModelFolderException(
          "%s %d tokens but the model in %s has %d: name the tokenizer.json that belongs to it."
              .formatted(
                  file == null ? "Bytes are" : "The tokenizer " + file.path() + " has",
                  tokens,
                  folder.path(),
                  vocabulary));
    }
    return new ModelTokenizer(file);
  }

  private static @Nullable TokenizerFile file(ModelFolder folder, @Nullable String named)
      throws IOException {
    if (named != null) {
      return named.equals(TextConfiguration.BYTES) ? null : TokenizerFile.read(named);
    }
    Path own = folder.tokenizer();
    return !Files.exists(own) || isBytes(own) ? null : TokenizerFile.read(own);
  }

  /// Our own file for bytes needs no native library.
  private static boolean isBytes(Path file) throws IOException {
    return Files.readString(file).equals(RunJson.text(ByteTokenizer.description()));
  }
}
