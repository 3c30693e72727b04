package org.statescope.analysis.checkpoint.torch;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import org.statescope.analysis.checkpoint.ByteCursor;
import org.statescope.analysis.checkpoint.CheckpointException;
import org.statescope.analysis.checkpoint.torch.PickleValue.Dictionary;
import org.statescope.analysis.checkpoint.torch.PickleValue.Flag;
import org.statescope.analysis.checkpoint.torch.PickleValue.Global;
import org.statescope.analysis.checkpoint.torch.PickleValue.Nothing;
import org.statescope.analysis.checkpoint.torch.PickleValue.Real;
import org.statescope.analysis.checkpoint.torch.PickleValue.Sequence;
import org.statescope.analysis.checkpoint.torch.PickleValue.Text;
import org.statescope.analysis.checkpoint.torch.PickleValue.Whole;

/// Reads the pickles (protocols 2 to 5) that `torch.save` writes of models.
///
/// A pickle is a program for a stack machine. Of its instructions, those that build numbers, texts,
/// lists and dictionaries are obeyed; a name must be one of [TorchGlobal], and calling it gives a
/// plain value ([TorchCalls]). Every instruction costs constant time and the bytes that it reads,
/// so the work is bounded by the length of the pickle and [PickleLimits].
final class Unpickler {
  private final Path file;
  private final ByteCursor bytes;
  private final PickleStack stack;
  private final TorchCalls calls;

  private Unpickler(Path file, MemorySegment pickle) {
    this.file = file;
    bytes = new ByteCursor(file, pickle);
    stack = new PickleStack(file);
    calls = new TorchCalls(file);
  }

  /// The value that a pickle describes.
  static PickleValue read(Path file, MemorySegment pickle) throws CheckpointException {
    if (pickle.byteSize() > PickleLimits.LARGEST_PICKLE) {
      throw new CheckpointException(
          file,
          "its pickle of " + pickle.byteSize() + " bytes is over " + PickleLimits.LARGEST_PICKLE);
    }
    Unpickler unpickler = new Unpickler(file, pickle);
    while (unpickler.step()) {}
    return unpickler.stack.result();
  }

  /// Obeys one instruction; false after the last.
  private boolean step() throws CheckpointException {
    int code = bytes.u8();
    switch (code) {
      case '.' -> {
        return false;
      }
      case 0x80 -> protocol();
      case 0x95 -> bytes.i64(); // a frame's length, which says nothing that the bytes do not
      case '(' -> stack.mark();
      case '0' -> stack.pop();
      case '1' -> stack.popToMark();
      case '2' -> stack.push(stack.peek());
      case 'q' -> stack.remember(bytes.u8());
      case 'r' -> stack.remember(bytes.u32());
      case 0x94 -> stack.remember();
      case 'h' -> stack.recall(bytes.u8());
      case 'j' -> stack.recall(bytes.u32());
      default -> {
        if (!scalar(code) && !container(code)) {
          call(code);
        }
      }
    }
    return true;
  }

  private void protocol() throws CheckpointException {
    int protocol = bytes.u8();
    if (protocol > 5) {
      throw failure("its protocol is " + protocol + " but the latest known is 5");
    }
  }

  private boolean scalar(int code) throws CheckpointException {
    switch (code) {
      case 'N' -> stack.push(new Nothing());
      case 0x88 -> stack.push(new Flag(true));
      case 0x89 -> stack.push(new Flag(false));
      case 'K' -> stack.push(new Whole(bytes.u8()));
      case 'M' -> stack.push(new Whole(bytes.u16()));
      case 'J' -> stack.push(new Whole(bytes.i32()));
      case 0x8a -> stack.push(new Whole(longNumber(bytes.u8())));
      case 'G' -> stack.push(new Real(Double.longBitsToDouble(Long.reverseBytes(bytes.i64()))));
      case 'X' -> stack.push(new Text(bytes.text(bytes.u32())));
      case 0x8c -> stack.push(new Text(bytes.text(bytes.u8())));
      case 0x8d -> stack.push(new Text(bytes.text(bytes.i64())));
      case 'U' -> stack.push(new Text(bytes.text(bytes.u8())));
      case 'T' -> stack.push(new Text(bytes.text(bytes.u32())));
      case 'C' -> opaque(bytes.u8());
      case 'B' -> opaque(bytes.u32());
      default -> {
        return false;
      }
    }
    return true;
  }

  private void opaque(long length) throws CheckpointException {
    bytes.slice(length);
    stack.push(new PickleValue.Bytes());
  }

  /// A little-endian two's complement number of some bytes.
  private long longNumber(int length) throws CheckpointException {
    if (length > Long.BYTES) {
      throw failure("it holds a number of " + length + " bytes");
    }
    long value = 0;
    for (int i = 0; i < length; i++) {
      value |= (long) bytes.u8() << (Byte.SIZE * i);
    }
    int unused = Long.SIZE - Byte.SIZE * length;
    return length == 0 ? 0 : value << unused >> unused;
  }

  private boolean container(int code) throws CheckpointException {
    switch (code) {
      case ')', ']' -> stack.push(new Sequence(List.of()));
      case '}' -> stack.push(new Dictionary());
      case 't', 'l' -> stack.push(new Sequence(stack.popToMark()));
      case 0x85 -> tuple(1);
      case 0x86 -> tuple(2);
      case 0x87 -> tuple(3);
      case 'a' -> append(List.of(stack.pop()));
      case 'e' -> append(stack.popToMark());
      case 's' -> {
        PickleValue value = stack.pop();
        set(List.of(stack.pop(), value));
      }
      case 'u' -> set(stack.popToMark());
      default -> {
        return false;
      }
    }
    return true;
  }

  private void tuple(int size) throws CheckpointException {
    PickleValue[] items = new PickleValue[size];
    for (int i = size - 1; i >= 0; i--) {
      items[i] = stack.pop();
    }
    stack.push(new Sequence(List.of(items)));
  }

  private void append(List<PickleValue> items) throws CheckpointException {
    if (!(stack.peek() instanceof Sequence sequence)) {
      throw failure("it appends to something that is no list");
    }
    sequence.items().addAll(items);
  }

  private void set(List<PickleValue> pairs) throws CheckpointException {
    if (!(stack.peek() instanceof Dictionary dictionary) || pairs.size() % 2 != 0) {
      throw failure("it sets entries of something that is no dictionary");
    }
    for (int i = 0; i < pairs.size(); i += 2) {
      dictionary.entries().put(key(pairs.get(i)), pairs.get(i + 1));
    }
  }

  private String key(PickleValue key) throws CheckpointException {
    return switch (key) {
      case Text(String text) -> text;
      case Whole(long number) -> Long.toString(number);
      default -> throw failure("a key of a dictionary is neither a text nor a whole number");
    };
  }

  private void call(int code) throws CheckpointException {
    switch (code) {
      case 'c' -> global(bytes.line(), bytes.line());
      case 0x93 -> {
        PickleValue name = stack.pop();
        PickleValue module = stack.pop();
        if (!(name instanceof Text(String last)) || !(module instanceof Text(String first))) {
          throw failure("it names something with no text");
        }
        global(first, last);
      }
      case 'R' -> {
        PickleValue arguments = stack.pop();
        stack.push(calls.call(stack.pop(), arguments));
      }
      case 'Q' -> stack.push(calls.storage(stack.pop()));
      case 'b' -> build();
      default ->
          throw failure("it holds the instruction 0x%02x, which no model needs".formatted(code));
    }
  }

  private void global(String module, String name) throws CheckpointException {
    String shown = module + "." + name;
    stack.push(
        new Global(
            TorchGlobal.named(module, name)
                .orElseThrow(
                    () ->
                        new CheckpointException(
                            file,
                            "its pickle names '"
                                + shown.substring(
                                    0, Math.min(shown.length(), PickleLimits.LONGEST_NAME))
                                + "', which is not one of the few names that a model needs; save"
                                + " the state_dict alone"))));
  }

  /// Attributes of a dictionary (`_metadata` of a state_dict) are passed over.
  private void build() throws CheckpointException {
    stack.pop();
    if (!(stack.peek() instanceof Dictionary)) {
      throw failure("it gives attributes to something that is no dictionary");
    }
  }

  private CheckpointException failure(String problem) {
    return new CheckpointException(file, "its pickle is not valid: " + problem);
  }
}
