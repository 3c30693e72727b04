package org.statescope.training.text;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.statescope.training.run.TextConfiguration;

/// Reads the bundled book, a text file, or all text files of a folder in the order of their paths.
///
/// In a folder, hidden files are passed over and files that are not UTF-8 text are left out by
/// name; a single file that is not UTF-8 text is refused.
public final class CorpusReader {
  private static final String RESOURCES = "/org/statescope/assets/text/";

  /// A text is held in one array next to the model; more than this leaves it no room.
  private static final long LARGEST_TEXT_BYTES = 1L << 28;

  private static final int DECODED_AT_ONCE = 1 << 14;

  private CorpusReader() {}

  /// @throws TextException in one sentence with the remedy, if there is no text to learn from
  public static Corpus read(TextConfiguration text) throws IOException {
    return text.isBundled() ? bundled(text) : fromDisk(text.source());
  }

  private static Corpus bundled(TextConfiguration text) throws IOException {
    String resource = RESOURCES + text.label() + ".txt.gz";
    try (InputStream compressed = CorpusReader.class.getResourceAsStream(resource)) {
      if (compressed == null) {
        throw new TextException(
            "There is no bundled text '%s': choose %s, or name a text file or folder."
                .formatted(text.label(), TextConfiguration.MOBY_DICK));
      }
      try (InputStream plain = new GZIPInputStream(compressed)) {
        return new Corpus(text.source(), plain.readAllBytes(), List.of());
      }
    }
  }

  private static Corpus fromDisk(String source) throws IOException {
    Path path = existing(source);
    Corpus corpus = Files.isDirectory(path) ? folder(source, path) : file(source, path);
    if (corpus.bytes().length == 0) {
      throw new TextException(
          "The text %s is empty: name a file or folder with text in it.".formatted(source));
    }
    return corpus;
  }

  private static Path existing(String source) throws TextException {
    Path path;
    try {
      path = Path.of(source);
    } catch (InvalidPathException e) {
      throw new TextException(
          "'%s' is not a path: name a text file or folder.".formatted(source), e);
    }
    if (!Files.exists(path)) {
      throw new TextException(
          "There is no text %s: name a text file or folder that exists, or leave --text away for the bundled book."
              .formatted(source));
    }
    return path;
  }

  private static Corpus file(String source, Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new TextException(
          "%s is neither a file nor a folder: name a text file or folder.".formatted(source));
    }
    byte[] bytes = bytesOf(path);
    String problem = whyNotText(bytes);
    if (problem != null) {
      throw new TextException(
          "The file %s is not UTF-8 text (%s): convert it, or name another file."
              .formatted(source, problem));
    }
    return new Corpus(source, bytes, List.of());
  }

  private static Corpus folder(String source, Path folder) throws IOException {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    List<String> leftOut = new ArrayList<>();
    int texts = 0;
    for (Path path : filesBelow(folder)) {
      byte[] bytes = bytesOf(path);
      if (whyNotText(bytes) != null) {
        leftOut.add(folder.relativize(path).toString());
        continue;
      }
      if ((long) joined.size() + bytes.length > LARGEST_TEXT_BYTES) {
        throw tooLarge(source);
      }
      joined.write(bytes);
      texts++;
      if (bytes.length > 0 && bytes[bytes.length - 1] != '\n') {
        joined.write('\n');
      }
    }
    if (texts == 0) {
      throw new TextException(
          "The folder %s holds no text files: name a folder with UTF-8 text, or a text file."
              .formatted(source));
    }
    return new Corpus(source, joined.toByteArray(), leftOut);
  }

  private static List<Path> filesBelow(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.filter(Files::isRegularFile)
          .filter(path -> !isHidden(folder.relativize(path)))
          .sorted()
          .toList();
    } catch (UncheckedIOException e) {
      throw unreadable(folder, e.getCause() == null ? e : e.getCause());
    }
  }

  private static boolean isHidden(Path relative) {
    for (Path part : relative) {
      if (part.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }

  private static byte[] bytesOf(Path path) throws IOException {
    try {
      if (Files.size(path) > LARGEST_TEXT_BYTES) {
        throw tooLarge(path.toString());
      }
      return Files.readAllBytes(path);
    } catch (TextException e) {
      throw e;
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static TextException unreadable(Path path, Exception cause) {
    return new TextException(
        "The text %s cannot be read: check its permissions, or name another text.".formatted(path),
        cause);
  }

  private static TextException tooLarge(String source) {
    return new TextException(
        "The text %s is larger than %d bytes: name a part of it."
            .formatted(source, LARGEST_TEXT_BYTES));
  }

  /// Null for UTF-8 text without zero bytes, or what is wrong.
  private static @Nullable String whyNotText(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        return "a zero byte at position " + i;
      }
    }
    return whyNotUtf8(bytes);
  }

  private static @Nullable String whyNotUtf8(byte[] bytes) {
    ByteBuffer input = ByteBuffer.wrap(bytes);
    CharBuffer characters = CharBuffer.allocate(DECODED_AT_ONCE);
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CoderResult result;
    do {
      result = decoder.decode(input, characters.clear(), true);
    } while (result.isOverflow());
    return result.isError() ? "an invalid sequence at position " + input.position() : null;
  }
}
