title a riddle about an echo
form riddle
cast a: child
cast b: child
cast c: old
word walk: to pick berries, to look for mushrooms, to fly a kite, to gather firewood, to see the sunset
word w1: a parrot, a liar, a mirror, a shy dwarf, a lazy pupil, a telephone
word w2: a parrot, a liar, a mirror, a shy dwarf, a lazy pupil, a telephone
word place: in front of a high rock, at the mouth of a cave, at the edge of a deep valley, on the shore of a narrow lake
word shout: Hello, Good morning, Cuckoo, Good evening, Come out
word fright: a pigeon, a hare, two crows, a sleeping cat

beat start
{a.intro} and {b.intro} went out with {c.intro} {walk}
{c.intro} took {a.intro} and {b.intro} along {walk}
beat start
On the way {c.name} asked them riddles, for that makes a long path short
The path was long, and so {c.name} told them one riddle after the other
To keep their legs from getting tired, {c.name} asked the children one riddle after another
beat say c
And now the hardest one. It speaks every language and has never learned any. What is it?
Who always has the last word and never the first? That is my riddle
It answers without a mouth and listens without ears. What is it?
You can hear it, but nobody has ever seen it. It knows only what you have just told it. What is it?
beat say a
Is it {w1}?
That can only be {w1}
I have it! It is {w1}
beat say b
I know! It is {w2}
Or maybe {w2}?
I do not think so. To me it sounds like {w2}
beat say c
Wait until we are there, and you will hear it for yourselves
No, but you can ask it. I will show you where it lives
Not quite. But you are lucky, for it lives just round the corner
beat start
Soon they stood {place}
They went on until they came to a stop {place}
A little later {c.name} stopped. They were {place}
beat say c
Now shout as loudly as you can
Call something, both of you, and then be quiet
Say something to it, and do not forget to listen
beat so
{a} put both hands to {a.my} mouth
{a} took a deep breath
{a} thought for a moment and turned to face the other side
beat say a
{shout}!
beat and
from the distance a voice answered just the same
a moment later, somebody over there called exactly the same thing back
from far away came the same sound, only a little softer
beat maybe start
{fright} rushed off in alarm
At that, {fright} got such a fright that there was a great rustling
beat say b
There is nobody there! It is our own voice that comes back
It is an echo! The answer to the riddle is an echo
So that is what you mean! Our own words are coming back. It is an echo
beat say c
That is right. An echo says what you say, so be polite to it
Yes, an echo! It never speaks first, but it always speaks last
Well done! And it will tell you nothing that you have not told it first
beat start
On the way back {a.name} walked behind the others and repeated every word, until they begged {a.me} to stop
They shouted their names, their friends' names and all the months of the year before they went home
They tried it with songs, with barking and with laughing, and the other side was never tired of it
beat maybe start
And the echo said goodbye, too
{b.name} was hoarse the next morning

ask what
? What was the answer to the riddle
? What did {c.name} have in mind
! The answer was an echo
! It was an echo
ask what w1
? What did {a.name} guess
? What was {a.my} guess
! {a.name} guessed {w1}
! {a.my} guess was {w1}
ask what w2
? What did {b.name} guess
? What was {b.name}'s guess
! {b.name} guessed {w2}
! {b.name}'s guess was {w2}
ask where place
? Where did they hear the echo
? Where was the echo
! The echo was heard {place}
! {a.name} shouted {place}
ask who c
? Who asked the riddle
? Who told the riddles on the way
! {c.name} asked the riddles
! It was {c.name}
ask why walk
? Why had they gone out
? What did they want to do on their walk
! They wanted {walk}
! They had gone out {walk}
