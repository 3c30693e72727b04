package org.statescope.training.text.token;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.statescope.training.run.TokenizerException;
import org.statescope.training.run.TokenizerFile;

/// Tokens of a Hugging Face tokenizer. Pieces of the text are encoded side by side and passed on in
/// order, a few of them at a time.
final class HuggingFaceEncoder implements TokenEncoder {
  private static final int PIECES_PER_WORKER = 4;

  private final NativeTokenizer tokenizer;
  private final int vocabularySize;
  private final TokenOutput output;
  private final TextPieces pieces = new TextPieces(this::submit);
  private final Queue<Future<int[]>> pending = new ArrayDeque<>();
  private final int mostPending;
  private final ExecutorService workers;

  private HuggingFaceEncoder(NativeTokenizer tokenizer, int vocabularySize, TokenOutput output) {
    this.tokenizer = tokenizer;
    this.vocabularySize = vocabularySize;
    this.output = output;
    int threads = Runtime.getRuntime().availableProcessors();
    mostPending = threads * PIECES_PER_WORKER;
    workers = Executors.newFixedThreadPool(threads, Thread.ofPlatform().daemon().factory());
  }

  static HuggingFaceEncoder open(TokenizerFile file, Path libraries, TokenOutput output)
      throws IOException {
    NativeTokenizer tokenizer = NativeTokenizer.load(file, libraries);
    return new HuggingFaceEncoder(tokenizer, file.vocabularySize(), output);
  }

  @Override
  public void write(byte[] utf8, int from, int length) throws IOException {
    pieces.write(utf8, from, length);
  }

  private void submit(String piece) throws IOException {
    pending.add(workers.submit(() -> tokenizer.encode(piece)));
    if (pending.size() > mostPending) {
      passOldest();
    }
  }

  @Override
  public void finish() throws IOException {
    pieces.finish();
    while (!pending.isEmpty()) {
      passOldest();
    }
  }

  private void passOldest() throws IOException {
    int[] tokens = result(pending.remove());
    for (int token : tokens) {
      if (token < 0 || token >= vocabularySize) {
        throw new TokenizerException(
            "The tokenizer gave token %d but its file names %d tokens: name another, or bytes."
                .formatted(token, vocabularySize));
      }
    }
    output.write(tokens, tokens.length);
  }

  private static int[] result(Future<int[]> encoded) throws IOException {
    try {
      return encoded.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TokenizerException told) {
        throw told;
      }
      throw new IllegalStateException("A piece of the text could not be encoded.", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("The encoding of the text was interrupted.", e);
    }
  }

  /// Waits for the pieces under way: the native tokenizer must outlive them.
  @Override
  public void close() {
    pending.forEach(piece -> piece.cancel(false));
    workers.close();
    tokenizer.close();
  }
}
