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

  /// A vocabulary of bytes and a few tokens of its own is no larger.
  private static final int MOST_FOR_BYTES = 2 * BYTES;

  /// The tokenizer named, or else the one beside the model, or else bytes.
  ///
  /// @param named `bytes`, the path of a `tokenizer.json`, or null
  /// @throws ModelFolderException in one sentence if its tokens are more than the model's, or the
  ///   model has too many tokens for bytes and nothing says which
  public static ModelTokenizer of(ModelFolder folder, @Nullable String named) throws IOException {
    TokenizerFile file = file(folder, named);
    int tokens = file == null ? BYTES : file.vocabularySize();
    int vocabulary = folder.description().model().vocabularySize();
    if (named == null && vocabulary > MOST_FOR_BYTES && !Files.exists(folder.tokenizer())) {
      throw new ModelFolderException(
          "The model in %s has %d tokens and no %s beside it: name the one that belongs to it, or bytes."
              .formatted(folder.path(), vocabulary, folder.tokenizer().getFileName()));
    }
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
