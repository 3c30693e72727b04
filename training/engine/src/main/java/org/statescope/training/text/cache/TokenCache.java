package org.statescope.training.text.cache;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.statescope.training.run.RunFolderException;
import org.statescope.training.run.RunJson;
import org.statescope.training.run.TextFingerprint;
import org.statescope.training.run.TokenizerFile;
import org.statescope.training.run.UserFolder;
import org.statescope.training.text.corpus.PreparationMonitor;
import org.statescope.training.text.corpus.SourceStamp;
import org.statescope.training.text.corpus.TextDigest;
import org.statescope.training.text.corpus.TextException;
import org.statescope.training.text.corpus.TextSource;
import org.statescope.training.text.token.TokenEncoder;

/// A folder of tokenised texts. A text has one place in it for each tokenizer and field; tokens
/// that are stale or damaged are made again, and whoever asked is told.
public final class TokenCache {
  private static final int BYTE_VOCABULARY = 256;

  private final Path folder;
  private final Consumer<String> notice;

  /// @param notice gets a sentence when tokens have to be made again
  public TokenCache(Path folder, Consumer<String> notice) {
    this.folder = folder;
    this.notice = notice;
  }

  /// The tokens of a text, made now if they are not there.
  ///
  /// @param field of JSON lines and column of Parquet files
  /// @param tokenizer null for bytes
  /// @throws TextException in one sentence if the text cannot be read or the tokens not be kept
  public CachedTokens tokens(
      TextSource source,
      String field,
      @Nullable TokenizerFile tokenizer,
      PreparationMonitor monitor)
      throws IOException {
    create();
    String key = key(source, field, tokenizer);
    try (CacheLock lock = CacheLock.await(folder.resolve(key + ".lock"), monitor)) {
      List<SourceStamp> stamps = source.stamps();
      CachedTokens kept = kept(key, source, stamps, monitor);
      return kept != null ? kept : make(key, source, stamps, field, tokenizer, monitor);
    }
  }

  private void create() throws TextException {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new TextException(
          "The folder %s for the tokens of texts cannot be made: check its permissions, or name another in the variable %s."
              .formatted(folder, UserFolder.CACHE.variable()),
          e);
    }
  }

  private static String key(TextSource source, String field, @Nullable TokenizerFile tokenizer) {
    String tokens = tokenizer == null ? "bytes" : tokenizer.sha256();
    String all = String.join("\0", source.source(), field, tokens);
    byte[] digest = TextDigest.sha256().digest(all.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest, 0, 16);
  }

  private @Nullable CachedTokens kept(
      String key, TextSource source, List<SourceStamp> stamps, PreparationMonitor monitor)
      throws IOException {
    Path description = description(key);
    if (!Files.exists(description)) {
      return null;
    }
    try {
      CacheDescription kept = RunJson.read(description, CacheDescription.class);
      String stale = kept.whyStale(stamps);
      if (stale != null) {
        again(source, "out of date (%s)".formatted(stale));
        return null;
      }
      MappedTokens tokens = MappedTokens.map(data(key, kept), kept.bytesPerToken());
      if (tokens.bytes() != kept.tokens() * kept.bytesPerToken()
          || !tokens.crc32c(monitor).equals(kept.crc32c())) {
        again(source, "damaged");
        return null;
      }
      return new CachedTokens(tokens, kept.text(), kept.leftOut());
    } catch (RunFolderException | java.nio.file.NoSuchFileException e) {
      again(source, "damaged");
      return null;
    }
  }

  private void again(TextSource source, String why) {
    notice.accept(
        "The tokens kept of %s are %s: the text is read again.".formatted(source.source(), why));
  }

  private CachedTokens make(
      String key,
      TextSource source,
      List<SourceStamp> stamps,
      String field,
      @Nullable TokenizerFile tokenizer,
      PreparationMonitor monitor)
      throws IOException {
    Files.deleteIfExists(description(key));
    Path aside = folder.resolve(key + ".aside");
    try {
      CacheDescription made = write(aside, source, stamps, field, tokenizer, monitor);
      removeOld(key);
      Path data = data(key, made);
      Files.move(aside, data, StandardCopyOption.REPLACE_EXISTING);
      RunJson.write(description(key), made);
      return new CachedTokens(
          MappedTokens.map(data, made.bytesPerToken()), made.text(), made.leftOut());
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  private CacheDescription write(
      Path aside,
      TextSource source,
      List<SourceStamp> stamps,
      String field,
      @Nullable TokenizerFile tokenizer,
      PreparationMonitor monitor)
      throws IOException {
    int vocabulary = tokenizer == null ? BYTE_VOCABULARY : tokenizer.vocabularySize();
    try (TokenFileWriter writer = new TokenFileWriter(aside, vocabulary);
        TokenEncoder encoder =
            TokenEncoder.of(tokenizer, folder.resolveSibling("libraries"), writer)) {
      TextDigest digest = new TextDigest();
      List<String> leftOut =
          source.read(
              field,
              (utf8, from, length) -> {
                digest.write(utf8, from, length);
                encoder.write(utf8, from, length);
              },
              monitor);
      encoder.finish();
      writer.finish();
      TextFingerprint text = digest.fingerprint(tokenizer == null ? null : tokenizer.sha256());
      return new CacheDescription(
          CacheDescription.FORMAT,
          source.source(),
          field,
          writer.bytesPerToken(),
          writer.tokens(),
          writer.crc32c(),
          text,
          stamps,
          leftOut);
    }
  }

  /// Where a system does not let go of a mapped file, it stays until the next time.
  private void removeOld(String key) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.startsWith(key) && name.endsWith(".tokens")) {
          removeIfAllowed(file);
        }
      }
    }
  }

  private static void removeIfAllowed(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // Another run on Windows still has it mapped.
    }
  }

  private Path description(String key) {
    return folder.resolve(key + ".json");
  }

  /// Tokens of another content get another name: a run that maps the old ones keeps them.
  private Path data(String key, CacheDescription description) {
    return folder.resolve("%s-%s.tokens".formatted(key, description.crc32c()));
  }
}
