package org.statescope.training.run.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Turns `Event` messages into {@link Event}s. Tags are few and come again, so each is decoded
/// once.
final class EventDecoder {
  private final Map<ByteBuffer, String> knownTags = new HashMap<>();

  void decode(byte[] bytes, int offset, int length, Consumer<Event> sink)
      throws MalformedMessageException {
    ProtoReader message = new ProtoReader(bytes, offset, length);
    double seconds = 0;
    long step = 0;
    boolean restarted = false;
    int summaries = 0;
    // Wall time and step may stand behind the summary, so the summary is read in a second pass.
    for (int field = message.nextField(); field != 0; field = message.nextField()) {
      switch (field) {
        case EventFields.WALL_TIME -> seconds = message.doubleValue();
        case EventFields.STEP -> step = message.varint();
        case EventFields.SESSION_LOG -> restarted = isStart(message.nested());
        case EventFields.SUMMARY -> {
          summaries++;
          message.skip();
        }
        default -> message.skip();
      }
    }
    Instant wallTime = instantOf(seconds);
    if (restarted) {
      sink.accept(new Event.Restarted(step, wallTime));
    }
    if (summaries > 0) {
      decodeSummaries(new ProtoReader(bytes, offset, length), step, wallTime, sink);
    }
  }

  private void decodeSummaries(
      ProtoReader message, long step, Instant wallTime, Consumer<Event> sink)
      throws MalformedMessageException {
    for (int field = message.nextField(); field != 0; field = message.nextField()) {
      if (field != EventFields.SUMMARY) {
        message.skip();
        continue;
      }
      ProtoReader summary = message.nested();
      for (int inner = summary.nextField(); inner != 0; inner = summary.nextField()) {
        if (inner == EventFields.SUMMARY_VALUE) {
          decodeValue(summary.nested(), step, wallTime, sink);
        } else {
          summary.skip();
        }
      }
    }
  }

  /// Kinds of values that Statescope does not write (images, audio, tensors) are passed over.
  private void decodeValue(ProtoReader value, long step, Instant wallTime, Consumer<Event> sink)
      throws MalformedMessageException {
    String tag = "";
    float number = Float.NaN;
    @Nullable HistogramBuckets buckets = null;
    for (int field = value.nextField(); field != 0; field = value.nextField()) {
      switch (field) {
        case EventFields.VALUE_TAG -> tag = tagOf(value.nested().view());
        case EventFields.SIMPLE_VALUE -> number = value.floatValue();
        case EventFields.HISTOGRAM -> buckets = bucketsOf(value.nested());
        default -> value.skip();
      }
    }
    if (buckets != null) {
      sink.accept(new Event.Histogram(step, wallTime, tag, buckets));
    } else if (Float.isFinite(number)) {
      sink.accept(new Event.Scalar(step, wallTime, tag, number));
    }
  }

  private static HistogramBuckets bucketsOf(ProtoReader message) throws MalformedMessageException {
    double[] moments = new double[EventFields.SUM_OF_SQUARES + 1];
    double[] limits = {};
    double[] counts = {};
    for (int field = message.nextField(); field != 0; field = message.nextField()) {
      switch (field) {
        case EventFields.MINIMUM,
            EventFields.MAXIMUM,
            EventFields.NUMBER,
            EventFields.SUM,
            EventFields.SUM_OF_SQUARES ->
            moments[field] = message.doubleValue();
        case EventFields.BUCKET_LIMITS -> limits = message.packedDoubles();
        case EventFields.BUCKET_COUNTS -> counts = message.packedDoubles();
        default -> message.skip();
      }
    }
    if (limits.length != counts.length) {
      throw new MalformedMessageException("a histogram with unequal limits and counts");
    }
    return new HistogramBuckets(
        moments[EventFields.MINIMUM],
        moments[EventFields.MAXIMUM],
        moments[EventFields.NUMBER],
        moments[EventFields.SUM],
        moments[EventFields.SUM_OF_SQUARES],
        limits,
        counts);
  }

  private static boolean isStart(ProtoReader sessionLog) throws MalformedMessageException {
    boolean start = false;
    for (int field = sessionLog.nextField(); field != 0; field = sessionLog.nextField()) {
      if (field == EventFields.SESSION_STATUS) {
        start = sessionLog.varint() == EventFields.SESSION_START;
      } else {
        sessionLog.skip();
      }
    }
    return start;
  }

  private String tagOf(ByteBuffer encoded) {
    String known = knownTags.get(encoded);
    if (known != null) {
      return known;
    }
    byte[] copy = new byte[encoded.remaining()];
    encoded.duplicate().get(copy);
    String tag = new String(copy, StandardCharsets.UTF_8);
    knownTags.put(ByteBuffer.wrap(copy), tag);
    return tag;
  }

  private static Instant instantOf(double seconds) {
    long whole = (long) Math.floor(seconds);
    return Instant.ofEpochSecond(whole, Math.round((seconds - whole) * 1e9));
  }
}
