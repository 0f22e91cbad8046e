"""Runs a command in a network of its own, and prints as JSON which names it asked for and where else it sent anything.

To be started by `unshare --map-root-user --net`. All addresses lead back to the namespace, where all packets are read.
"""

import json
import socket
import subprocess
import sys
import threading

OUTGOING = 4
UDP, ICMP = 17, 1
CONTROL = "control.example"


def main() -> int:
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    subprocess.run(["ip", "route", "add", "local", "default", "dev", "lo"], check=True)
    seen: set[str] = set()
    heard = threading.Event()
    threading.Thread(target=listen, args=(seen, heard), daemon=True).start()
    heard.wait()
    while CONTROL not in seen:
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(bytes(12) + question(CONTROL), ("192.0.2.1", 53))
    code = subprocess.run(sys.argv[1:], stdout=sys.stderr, check=False).returncode
    print(json.dumps({"code": code, "seen": sorted(seen - {CONTROL})}))
    return 0


def listen(seen: set[str], heard: threading.Event) -> None:
    """Adds the name that somebody asks for, or the address that is no loopback's."""
    wire = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.ntohs(3))  # of every protocol
    wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 26)
    wire.bind(("lo", 0))
    heard.set()
    while True:
        packet, (_, _, direction, *_) = wire.recvfrom(65535)
        if direction != OUTGOING:
            continue
        if packet[0] >> 4 != 4:
            seen.add(f"IPv6 {socket.inet_ntop(socket.AF_INET6, packet[24:40])}")
        elif not socket.inet_ntoa(packet[16:20]).startswith("127.") and packet[9] != ICMP:
            head = (packet[0] & 15) * 4
            to_names = packet[9] == UDP and int.from_bytes(packet[head + 2 : head + 4], "big") == 53
            seen.add(name(packet[head + 20 :]) if to_names else socket.inet_ntoa(packet[16:20]))


def question(asked: str) -> bytes:
    return b"".join(bytes([len(part)]) + part.encode() for part in asked.split(".")) + bytes(5)


def name(asked: bytes) -> str:
    parts = []
    while asked and asked[0]:
        parts.append(asked[1 : 1 + asked[0]].decode("ascii", "replace"))
        asked = asked[1 + asked[0] :]
    return ".".join(parts)


if __name__ == "__main__":
    sys.exit(main())
