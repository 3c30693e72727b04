package org.statescope.analysis.checkpoint.torch;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.statescope.analysis.checkpoint.CheckpointException;

/// The stack, the marks and the memo of a pickle, each within its limit.
final class PickleStack {
  private final Path file;
  private final ArrayList<PickleValue> stack = new ArrayList<>();
  private final Deque<Integer> marks = new ArrayDeque<>();
  private final Map<Long, PickleValue> memo = new HashMap<>();
  private int built;

  PickleStack(Path file) {
    this.file = file;
  }

  void push(PickleValue value) throws CheckpointException {
    built++;
    if (built > PickleLimits.MOST_VALUES) {
      throw failure("it builds more than " + PickleLimits.MOST_VALUES + " values");
    }
    stack.add(value);
  }

  PickleValue pop() throws CheckpointException {
    requireAboveMark();
    return stack.removeLast();
  }

  PickleValue peek() throws CheckpointException {
    requireAboveMark();
    return stack.getLast();
  }

  void mark() throws CheckpointException {
    if (marks.size() == PickleLimits.DEEPEST) {
      throw failure("it nests deeper than " + PickleLimits.DEEPEST);
    }
    marks.push(stack.size());
  }

  /// Takes everything above the latest mark, and the mark.
  List<PickleValue> popToMark() throws CheckpointException {
    Integer mark = marks.poll();
    if (mark == null) {
      throw failure("it ends a group that never began");
    }
    List<PickleValue> above = stack.subList(mark, stack.size());
    List<PickleValue> taken = new ArrayList<>(above);
    above.clear();
    return taken;
  }

  void remember(long index) throws CheckpointException {
    memo.put(index, peek());
  }

  /// Remembers under the next free index.
  void remember() throws CheckpointException {
    remember(memo.size());
  }

  void recall(long index) throws CheckpointException {
    PickleValue value = memo.get(index);
    if (value == null) {
      throw failure("it recalls entry " + index + ", which it never kept");
    }
    push(value);
  }

  /// The only value left.
  PickleValue result() throws CheckpointException {
    if (stack.size() != 1 || !marks.isEmpty()) {
      throw failure("it stops with " + stack.size() + " values and not one");
    }
    return stack.getFirst();
  }

  private void requireAboveMark() throws CheckpointException {
    Integer mark = marks.peek();
    if (stack.size() <= (mark == null ? 0 : mark)) {
      throw failure("it takes a value that is not there");
    }
  }

  private CheckpointException failure(String problem) {
    return new CheckpointException(file, "its pickle is not valid: " + problem);
  }
}
