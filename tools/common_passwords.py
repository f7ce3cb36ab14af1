#!/usr/bin/env python3
"""Writes the passwords of twelve characters and more that many people use: those that leaked most
often (leaked_passwords.txt), and those that rules make of the words, endings and rows of keys that
such passwords are known to hold. Lower case, sorted by bytes, one a line. The build makes them part
of the program:

    tools/common_passwords.py FILE
"""
import itertools
import pathlib
import sys

LEAKED = pathlib.Path(__file__).with_name("leaked_passwords.txt")
LENGTHS = range(12, 33)  # of what the rules make
WORDS = """
password passwort motdepasse contrasena senha parola wachtwoord haslo salasana heslo passw0rd
p4ssword p@ssword p@ssw0rd pa55word pass pass1234 letmein iloveyou ilovegod ilovejesus trustno1
welcome bienvenue willkommen changeme default secret topsecret mysecret master administrator
admin root superuser user username guest login signin qwerty qwertz azerty asdfgh zxcvbn
qwertyuiop asdfghjkl zxcvbnm dragon monkey shadow sunshine princess football baseball basketball
superman batman spiderman starwars pokemon michael jennifer jessica charlie jordan hunter ashley
daniel thomas robert matthew andrew joshua amanda nicole hannah samantha summer winter spring
autumn january february september october november december monday friday liverpool arsenal
chelsea barcelona realmadrid manchester juventus london america australia england germany france
computer internet microsoft google facebook whatever freedom forever love loveyou lovely angel
jesus christ blessed family friends flower butterfly chocolate cookie banana orange purple
yellow silver golden diamond mustang ferrari mercedes porsche corvette harley yamaha cowboy
cheese pepper ginger tigger bailey buster maggie killer soccer hockey tennis golfer guitar music
metallica slipknot nirvana matrix phoenix thunder lightning blink182 zaq12wsx 1qaz2wsx 1q2w3e4r
abc123 abcd1234 aa123456 test testing test1234 demo sample temp temporary company business
office shopify store shop merchant dashboard webhook analytics""".split()
NAMES = """
alexander alexandra alejandro alexandre alexandria alessandro anastasia annabelle anthony antonio
benjamin bernardo brandon brittany carolina caroline catherine charlotte christian christina
christine christopher cristian cristina danielle dominique edward elisabeth elizabeth emmanuel
fernando francesca francesco francisco francois frederick gabriel gabriela gabrielle genevieve
giovanni gregory guillaume guillermo gustavo isabella jacqueline jasmine jeffrey jonathan josephine
katherine kimberly kristina lawrence leonardo mackenzie madeleine madison margaret marianne
maximilian mohammed muhammad natalia nathaniel nicholas olivia patricia patrick phillip rebecca
richard roberto sebastian stephanie stephen steven theodore valentina vanessa veronica victoria
vincent vladimir william zachary""".split()
ENDINGS = """
1 12 123 1234 12345 123456 1234567 12345678 123456789 1234567890 0 00 000 007 01 69 99 111 222
333 321 4321 54321 654321 666 777 888 999 1111 0000 1122 112233 123123 ! !! !!! 1! 12! 123!
1234! 123!! @ @1 @12 @123 @1234 @2023 @2024 @2025 @2026 # #1 #123 . _ _1 _123 -123 $ $1 ?
*""".split()
YEARS = [str(year) for year in range(1970, 2031)]
ROWS = ["1234567890", "0987654321", "qwertyuiop", "poiuytrewq", "qwertzuiop", "azertyuiop",
        "asdfghjkl", "lkjhgfdsa", "zxcvbnm", "mnbvcxz", "abcdefghijklmnopqrstuvwxyz",
        "zyxwvutsrqponmlkjihgfedcba", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
        "zaq12wsxcde34rfvbgt5",
        "1q2w3e4r5t6y7u8i9o0p", "q1w2e3r4t5y6u7i8o9p0", "qazwsxedcrfvtgbyhnujmikolp",
        "zaqxswcdevfrbgtnhymju", "11223344556677889900", "1029384756", "147258369", "159753",
        "!@#$%^&*()", "31415926535897932384",
        "".join(str(number) for number in range(1, 21))]
PHRASES = """
correcthorsebatterystaple thequickbrownfox tobeornottobe maytheforcebewithyou iloveyousomuch
iloveyouforever iloveyoubaby iloveyoumom iloveyoudad mypasswordis thisismypassword
thisisapassword passwordpassword passwordispassword letmeinplease opensesame youshallnotpass
nevergonnagiveyouup liverpoolfc123 manchesterunited realmadridcf barcelonafc doctorwho1963
harrypotter123 gameofthrones lordoftherings starwars1977 hakunamatata supercalifragilistic
administrator1 administrator123 welcometothejungle goodmorning123 happybirthday123
merrychristmas iamthebest123 whatthehell123 fuckyou123456 donotenter123 enterpassword
yourpassword1 newpassword123 changeme123456 pleasechangeme forgotpassword nopassword123
password4ever passwordone1 a1b2c3d4e5f6 a1s2d3f4g5h6 123qwe123qwe qwe123qwe123 abc123abc123
123abc123abc abcabcabcabc qweasdzxc123 1234qwerasdf qwer1234asdf asdf1234qwer qwertyasdfgh
asdfghqwerty 123456qwerty qwerty123456""".split()


def repeated():
    for unit in [*"abcdefghijklmnopqrstuvwxyz0123456789.!*-_ ", *ROWS, *WORDS,
                 "ab", "12", "123", "abc", "1234", "abcd", "qwe", "asd", "10", "69", "xyz", "aa11"]:
        for length in LENGTHS:
            if len(unit) == 1 or length % len(unit) == 0:
                yield (unit * length)[:length]


def along_rows():
    for row, other in itertools.product(ROWS, [*ROWS, ""]):
        line = row + other
        for length in (12, 13, 14, 15, 16, 18, 20):
            yield line[:length] if len(line) >= length else ""
        yield line


def with_endings():
    for word, ending in itertools.product([*WORDS, *NAMES], [*ENDINGS, *YEARS]):
        yield word + ending


def leaked():
    _, _, passwords = LEAKED.read_text(encoding="ascii").partition("\n\n")
    return passwords.splitlines()


def main():
    made = {text for text in [*repeated(), *along_rows(), *with_endings(), *PHRASES, *WORDS, *NAMES]
            if len(text) in LENGTHS and text == text.lower()}
    lines = sorted(made.union(leaked()), key=str.encode)
    out = pathlib.Path(sys.argv[1])
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text("".join(f"{line}\n" for line in lines))


if __name__ == "__main__":
    main()
