package org.statescope.training.run;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.core.JacksonException;

/// A Hugging Face `tokenizer.json` as far as a configuration needs it: how many tokens there are,
/// and which file exactly it is. It is read as a stream and never held.
///
/// @param vocabularySize the largest token number of the model and of the added tokens, plus one
/// @param sha256 of the file
public record TokenizerFile(Path path, int vocabularySize, String sha256) {
  public static final String FILE_NAME = "tokenizer.json";

  /// @throws TokenizerException in one sentence if the file is missing or is no tokenizer
  public static TokenizerFile read(String path) throws IOException {
    try {
      return read(Path.of(path));
    } catch (InvalidPathException e) {
      throw new TokenizerException(
          "'%s' is not a path: name a tokenizer.json, or bytes.".formatted(path), e);
    }
  }

  /// @throws TokenizerException in one sentence if the file is missing or is no tokenizer
  public static TokenizerFile read(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new TokenizerException(
          "There is no tokenizer %s: name a tokenizer.json, or bytes.".formatted(path));
    }
    MessageDigest digest = newDigest();
    int size;
    try (InputStream file =
        new DigestInputStream(new BufferedInputStream(Files.newInputStream(path)), digest)) {
      size = TokenizerVocabulary.sizeOf(file);
      file.transferTo(OutputStream.nullOutputStream());
    } catch (JacksonException e) {
      throw new TokenizerException(
          "The file %s is not a tokenizer.json (it is not JSON): name another, or bytes."
              .formatted(path),
          e);
    }
    if (size < 2) {
      throw new TokenizerException(
          "The file %s is not a tokenizer.json (it has no model with a vocabulary): name another, or bytes."
              .formatted(path));
    }
    return new TokenizerFile(path, size, HexFormat.of().formatHex(digest.digest()));
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
