title a conversation at the ferry
form dialogue
cast a: child
cast b: ferryman
cast c: child
cast d: goat she
word go: visit the island, see the lighthouse, visit the fair on the other side, take a cake to the mill, look for shells on the sandbank
word w: twenty, thirty, forty, fifteen
word late: the fog was too thick, a rope had to be mended, there were two swans on the landing stage, a cow did not want to get off, the anchor was stuck
word give: a bunch of carrots, an old straw hat, an apple, a piece of bread, a cabbage leaf
word last: five o'clock, six o'clock, half past six, seven o'clock
word song: an old sailor's song, a round for three voices, a song about a mermaid, a song about the moon
number n: 2..4
number m: 1..2
number k: n+n
number t: k+m

beat line
{a.name}: Hello, {b.name}! When does the next ferry leave?
{a.name}: Good morning! Can you take us across?
{a.name}: Ahoy, {b.name}! Is there room for us?
beat line
{b.name}: The ferry should have left long ago, but {late}.
{b.name}: I am late today, because {late}.
{b.name}: You are lucky. I should be on the other side by now, but {late}.
beat line
{c.name}: How long do we have to wait?
{c.name}: Will it take long?
{c.name}: And how long will it be before we leave?
beat line
{b.name}: About {w} minutes. What do you want to do over there?
{b.name}: No more than {w} minutes. And where are you going on such a fine day?
{b.name}: No longer than {w} minutes, I should think. What takes you over there?
beat line
{a.name}: We are going to {go}.
{a.name}: {c.name} and I want to {go}.
{a.name}: Today we want to {go}.
beat line
{b.name}: I see. And who is that on the rope?
{b.name}: And is the one with the horns coming along?
{b.name}: Fine! But there is somebody behind you who is eating my timetable.
beat line
{c.name}: That is {d.name} the goat. She wants to come with us.
{c.name}: This is {d.name}. A goat likes to travel, too.
{c.name}: Oh, that is only {d.name} the goat. She is very well behaved.
beat line
{b.name}: Very well, but she must not eat the ropes.
{b.name}: If she stands still, I have nothing against it.
{b.name}: She may come, but she must sit in the middle, or we shall tip over.
beat line
{a.name}: I have {give} for her, so that she has something to chew.
{a.name}: Do not worry. I will give her {give}.
{a.name}: She will be quiet as long as she has {give}.
beat line
{c.name}: What does it cost?
{c.name}: How much do we have to pay?
{c.name}: And what is the fare?
beat line
{b.name}: A child pays {n} coins, so the two of you pay {k}. For the goat it is {m}. That makes {t}.
{b.name}: It is {n} coins for each of you, which is {k}, and {m} for the goat. So I get {t}.
{b.name}: Children pay {n} coins each, so that is {k}. A goat pays {m}. That is {t} altogether, please.
beat line
{a.name}: Here you are. When does the last ferry go back?
{a.name}: We have just enough. How late can we stay over there?
{a.name}: Here is the money. How long can we stay on the other side?
beat line
{b.name}: The last one leaves at {last}. If you miss it, you must sleep in the reeds.
{b.name}: I cross for the last time at {last}, and I do not wait for anybody.
{b.name}: Be at the landing stage before {last}, for after that I go home.
beat line
{c.name}: We will be there in good time.
{c.name}: I would not like to sleep among the frogs!
{c.name}: You can count on us.
beat maybe line
{b.name}: And now all aboard. Anyone who likes can sing {song} with me.
{b.name}: Hold on tight! Today there are waves.

ask why
? Why was the ferry late
? Why had the ferry not left yet
! It was late because {late}
! The ferry was late because {late}
ask what go
? What do {a.name} and {c.name} want to do on the other side
! They want to {go}
! {c.name} and {a.name} are going to {go}
ask who d
? Who is on the rope
? Which animal comes along
! It is {d.name} the goat
! {d.name} the goat comes along
ask how-many k
? One child pays {n} coins. How much do two children pay
! {n} and {n} make {k}, so they pay {k} coins
! Two children pay {k} coins
ask how-many t
? The children pay {k} coins, and the goat costs {m}. How much is that altogether
? How many coins does {b.name} get
! {k} and {m} make {t}, so it is {t} coins
! {b.name} gets {t} coins
ask what last
? When does the last ferry leave
? At what time does {b.name} cross for the last time
! The last ferry leaves at {last}
! It is at {last}
ask what give
? What will the goat get to eat
? What does {a.name} have for the goat
! It is {give}
! The goat will get {give}
