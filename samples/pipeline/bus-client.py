#!/usr/bin/python3
"""Talks to a Bellwether agent over RabbitMQ: announces a deployment and waits for its verdict.

    bus-client.py deploy --service checkout --environment production --version 2.4.1 -- ./bring-it.sh
    bus-client.py listen --bind 'production.*.rollback'

The broker is BELLWETHER_AMQP (amqp://user:password@host:5672/), so that no password is on a command line.
`deploy` exits as every Bellwether command does: 0 promote, 10 rollback, 11 inconclusive, 12 timed out,
13 broker unreachable, 2 wrong use; with the command's own failure nothing is waited for, and the deployment is
called off. Needs Python 3.9 and pika (Debian: python3-pika).
"""
import argparse
import json
import os
import subprocess
import sys
import time
import uuid
from datetime import datetime, timezone

try:
    import pika
except ModuleNotFoundError:
    print("bus-client needs pika: on Debian `apt install python3-pika`, run by /usr/bin/python3", file=sys.stderr)
    sys.exit(2)

VERDICTS = "bellwether.verdicts"
ANNOUNCEMENTS = "bellwether.announcements"
EXITS = {"promote": 0, "rollback": 10, "inconclusive": 11}
TIMED_OUT, UNREACHABLE = 12, 13
CLOUD_EVENTS = "application/cloudevents+json"


def now():
    return datetime.now(timezone.utc).isoformat().replace("+00:00", "Z")


def connect():
    address = os.environ.get("BELLWETHER_AMQP", "amqp://guest:guest@127.0.0.1:5672/")
    connection = pika.BlockingConnection(pika.URLParameters(address))
    channel = connection.channel()
    # Whoever comes first makes the exchanges; they are the same for everybody.
    for exchange in (VERDICTS, ANNOUNCEMENTS):
        channel.exchange_declare(exchange, exchange_type="topic", durable=True)
    # Without this the broker may lose what was announced, and nobody would know.
    channel.confirm_delivery()
    return connection, channel


def announce(channel, args, kind, data):
    """Publishes one structured CloudEvent. The same id may be sent again: the agent drops what it has heard."""
    event = {
        "specversion": "1.0",
        "id": f"{args.deployment}:{kind}",
        "source": f"/pipelines/{args.actor}",
        "type": f"bellwether.{kind}.v1",
        "subject": args.deployment,
        "time": now(),
        "datacontenttype": "application/json",
        "data": {"schema": 1, "deploymentId": args.deployment, **data},
    }
    if traceparent := os.environ.get("TRACEPARENT"):
        event["traceparent"] = traceparent
    channel.basic_publish(
        ANNOUNCEMENTS, f"{args.environment}.{args.service}.{kind}", json.dumps(event).encode(),
        pika.BasicProperties(content_type=CLOUD_EVENTS, delivery_mode=2))


def received(channel, bindings, seconds):
    """Messages that match the bindings, each once, as (routing key, event); ends after so many seconds."""
    queue = channel.queue_declare("", exclusive=True).method.queue
    for binding in bindings:
        channel.queue_bind(queue, VERDICTS, binding)
    yield None, None  # The queue is bound: from here on nothing is missed.
    ends, seen = time.monotonic() + seconds, set()
    while time.monotonic() < ends:
        for method, _, body in channel.consume(queue, auto_ack=True, inactivity_timeout=ends - time.monotonic()):
            if method is None:
                break
            event = json.loads(body)
            if event["id"] in seen:  # At least once: a message may come twice, with the same id.
                continue
            seen.add(event["id"])
            yield method.routing_key, event


def deploy(args):
    connection, channel = connect()
    messages = received(channel, [f"{args.environment}.{args.service}.{decision}" for decision in EXITS],
                        args.timeout)
    next(messages)
    start = {"service": args.service, "environment": args.environment, "version": args.version,
             "startedAt": now(), "actor": args.actor}
    if args.previous_version:
        start["previousVersion"] = args.previous_version
    announce(channel, args, "deployment-started", start)
    if args.command:
        # Its words are no part of the answer.
        code = subprocess.run(args.command, stdout=sys.stderr, check=False).returncode
        if code != 0:
            announce(channel, args, "deployment-cancelled", {"reason": f"the command ended with {code}"})
            return 1  # An accident is never a verdict, whatever number it ended with.
    announce(channel, args, "deployment-finished", {})
    for _, event in messages:
        verdict = event["data"]
        if verdict["deploymentId"] != args.deployment or verdict["phase"] != "watch":
            continue
        print(json.dumps(event), flush=True)
        connection.close()
        if verdict["advisory"]:  # The agent observes: it says what it would have decided, and decides nothing.
            return EXITS["promote"]
        return EXITS[verdict["decision"]]
    print(f"no verdict for {args.deployment} within {args.timeout} s", file=sys.stderr)
    return TIMED_OUT


def listen(args):
    _, channel = connect()
    messages = received(channel, args.bind, args.timeout)
    next(messages)
    print("listening", file=sys.stderr, flush=True)
    for key, event in messages:
        print(json.dumps({"receivedAt": now(), "key": key, "event": event}), flush=True)
    return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    one = commands.add_parser("deploy", help="announce a deployment, bring it, and wait for its verdict")
    one.add_argument("--service", required=True)
    one.add_argument("--environment", required=True)
    one.add_argument("--version", required=True)
    one.add_argument("--previous-version")
    one.add_argument("--deployment", default=f"bus-{uuid.uuid4().hex[:12]}", help="its id; default a new one")
    one.add_argument("--actor", default=os.environ.get("USER", "pipeline"))
    one.add_argument("--timeout", type=float, default=3600, help="seconds to wait for the verdict; default 3600")
    one.add_argument("command", nargs="*", help="what brings the version, behind --")
    one.set_defaults(run=deploy)
    ear = commands.add_parser("listen", help="print every message that matches, one a line")
    ear.add_argument("--bind", action="append", help="routing key, with * and #; default #")
    ear.add_argument("--timeout", type=float, default=3600, help="seconds to listen; default 3600")
    ear.set_defaults(run=listen)
    args = parser.parse_args()
    if args.run is listen and not args.bind:
        args.bind = ["#"]
    try:
        return args.run(args)
    except pika.exceptions.AMQPError as error:
        print(f"the broker cannot be used: {error!r}", file=sys.stderr)
        return UNREACHABLE
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
