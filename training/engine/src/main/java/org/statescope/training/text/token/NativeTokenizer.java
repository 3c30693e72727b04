package org.statescope.training.text.token;

import ai.djl.huggingface.tokenizers.jni.LibUtils;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.statescope.training.run.TokenizerException;
import org.statescope.training.run.TokenizerFile;

/// Hugging Face's tokenizers library, as DJL brings it, for one `tokenizer.json`.
///
/// It is called below DJL's own `HuggingFaceTokenizer`, whose encodings also hold each token's text
/// and place, which takes most of the time and is not needed here; and whose constructor calls
/// home. DJL is kept offline: the library comes out of its jar or not at all. Safe for several
/// threads until it is closed.
final class NativeTokenizer implements AutoCloseable {
  private final TokenizerFile file;
  private final long handle;

  private NativeTokenizer(TokenizerFile file, long handle) {
    this.file = file;
    this.handle = handle;
  }

  /// @param libraries where DJL unpacks its library
  /// @throws TokenizerException in one sentence if there is no library for this machine or the file
  ///   is no tokenizer
  static NativeTokenizer load(TokenizerFile file, Path libraries) throws IOException {
    loadLibrary(libraries);
    try {
      long handle = TokenizersLibrary.LIB.createTokenizerFromString(Files.readString(file.path()));
      TokenizersLibrary.LIB.disableTruncation(handle);
      TokenizersLibrary.LIB.disablePadding(handle);
      return new NativeTokenizer(file, handle);
    } catch (RuntimeException e) {
      throw new TokenizerException(
          "The tokenizer %s cannot be used (%s): name another, or bytes."
              .formatted(file.path(), message(e)),
          e);
    }
  }

  private static void loadLibrary(Path libraries) throws TokenizerException {
    String resource =
        "native/lib/%s-%s/cpu/%s"
            .formatted(system(), processor(), System.mapLibraryName("tokenizers"));
    if (TokenizersLibrary.class.getClassLoader().getResource(resource) == null) {
      throw new TokenizerException(
          "There is no tokenizers library for %s on %s: use --tokenizer bytes, or Linux, Windows on x86-64 or macOS on ARM."
              .formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
    }
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ENGINE_CACHE_DIR", libraries.toString());
    try {
      LibUtils.checkStatus();
    } catch (RuntimeException | LinkageError e) {
      throw new TokenizerException(
          "The tokenizers library cannot be loaded (%s): use --tokenizer bytes."
              .formatted(message(e)),
          e);
    }
  }

  private static String system() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return name.startsWith("windows") ? "win" : name.startsWith("mac") ? "osx" : "linux";
  }

  private static String processor() {
    String name = System.getProperty("os.arch");
    return name.equals("amd64") ? "x86_64" : name;
  }

  /// The tokens of a text, without those that a model adds at the beginning and end.
  int[] encode(String text) throws TokenizerException {
    long encoding;
    try {
      encoding = TokenizersLibrary.LIB.encode(handle, text, false);
    } catch (RuntimeException e) {
      throw new TokenizerException(
          "The tokenizer %s cannot encode this text (%s): name another, or bytes."
              .formatted(file.path(), message(e)),
          e);
    }
    try {
      long[] numbers = TokenizersLibrary.LIB.getTokenIds(encoding);
      int[] tokens = new int[numbers.length];
      for (int i = 0; i < tokens.length; i++) {
        tokens[i] = Math.toIntExact(numbers[i]);
      }
      return tokens;
    } finally {
      TokenizersLibrary.LIB.deleteEncoding(encoding);
    }
  }

  /// The text of tokens, special ones included.
  String decode(int[] tokens) throws TokenizerException {
    long[] numbers = new long[tokens.length];
    for (int i = 0; i < tokens.length; i++) {
      numbers[i] = tokens[i];
    }
    try {
      return TokenizersLibrary.LIB.decode(handle, numbers, false);
    } catch (RuntimeException e) {
      throw new TokenizerException(
          "The tokenizer %s cannot decode a token (%s): name another."
              .formatted(file.path(), message(e)),
          e);
    }
  }

  private static String message(Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return String.valueOf(cause.getMessage()).replaceAll("\\s+", " ").strip();
  }

  @Override
  public void close() {
    TokenizersLibrary.LIB.deleteTokenizer(handle);
  }
}
