title the broken pot
cast a: child he
cast c: old she
thing x: ball, hoop, wooden plane; colour
word y: flowerpot, water jug, birdbath, stone rabbit, lantern
word f: soup, porridge, stew, pie
word h: hedge, fence, garden wall
word job: rake the leaves, pull up the weeds, water the beans, pick the gooseberries, sweep the path
number n: 3..9

beat start
3: {a.intro} was playing with {x} in the (lane|street|yard)
3: One (warm|quiet) (evening|afternoon), {a.intro} played with {x} (outside|in the lane)
1: One (warm|quiet) (evening|afternoon), I played with {x} (outside|in the lane)
1: Yesterday I was playing with {x} in the (lane|yard)
fact has a x
beat start
{a} threw {x.the} (much too hard|too far|with all {a.my} might)
It was a fine game, until {a} threw {x.the} too (hard|high)
beat and
{x.it} flew over the {h}
fact loses a x
beat start
(Suddenly|A moment later) there was a (loud|terrible) crash
(Suddenly|On the other side) something broke with a (loud|terrible) crash
There came the sound of something breaking, and then it was very quiet
beat start
{a} looked through the gate. There lay the (best|old|big) {y} of {c.intro}, broken into {n} pieces
{a} peeped over and saw what had happened. The (best|old|big) {y} of {c.intro} lay on the ground in {n} pieces
{a} pulled {a.self} up and saw {n} pieces in the grass, all that was left of the (best|big) {y} of {c.intro}
beat and
nobody had seen it
nobody was (about|there)
beat so
{a} (ran|crept|hurried) home and said nothing
{a} (slipped away|tiptoed away) and told nobody
{a} went home with quick steps and talked of (other things|the weather)
beat paragraph
But at supper the {f} (had no taste|would not go down)
In the evening {a} could not eat {a.my} {f}
All through the evening {a} heard that crash again, and the {f} (grew cold|stood untouched)
beat and
that night {a} (lay awake|could not sleep|turned from side to side)
{a} had a (heavy feeling|stone) in {a.my} stomach all night
when the light was out, {a} could think only of the pieces
beat maybe because
the secret (weighed on {a.me}|was too big to keep)
beat start
Early in the morning, {a} went back and (rang the bell|knocked on the door|knocked)
As soon as it was light, {a} ran to the old house and (rang the bell|knocked on the door)
In the morning {a} got up with a firm plan and walked straight to the old (house|door)
beat say a to c
Good morning. I broke your {y}, and then I ran away. I am (very|so) sorry
I have something to tell you. I threw {x.my:a} over your {h} and broke your {y}. I am sorry
It was my fault that your {y} broke. I did not dare to tell you yesterday. Please forgive me
beat start
{c} was (quiet|silent) for a while and looked at {a.me} (over her glasses|gravely|kindly)
{c} did not (scold|shout)
{c} put down her (cup|knitting) and listened to every word
beat say c to a
I thought that the (wind|cat|fox) had done it. It was brave of you to come, {a.name}
Things break, {a.name}. Thank you for telling me the truth
A {y} can be mended, {a.name}. It is harder to mend a lie
I wondered who it was, {a.name}. Now I need not wonder any more, and I am not angry
beat say a to c
I have some coins in a jar. May I pay for it?
Please let me make up for it. I have a little money
beat say c to a
Keep your money. You can help me (to|) {job}, and then (you and I will glue|I will show you how to glue) the pieces together
You can {job} for me. After that, the two of us will (glue|stick) the {y} together again
beat so
{a} (worked|helped) all morning, and then all {n} pieces were (glued|stuck) together again
{a} (went|set) to work at once, and later {c} held the {n} pieces while {a} put on the glue
beat maybe start
@glad a
beat maybe start
The {y} had (thin lines|cracks) all over it, but it stood in the garden again
One little piece was missing, but only the (snails|sparrows) ever noticed
It looked like (a map|a spider's web) with all its cracks, but it held
beat then
{c} (went to fetch|brought) {x.the} (from under a bush|from the rose bed|out of the long grass)
{c} gave {x.the} back to {a.me} with a (wink|smile)
fact has c x
fact gives c x a
beat and
that night {a} slept (soundly|like a log|very well)
in the evening {a} was hungry again and ate everything

ask what
? What did {a.name} break
? What lay on the ground in {n} pieces
! It was {c.my} {y}
! It was the {y}
ask how-many
? Into how many pieces did the {y} break
! It broke into {n} pieces
! There were {n} pieces
ask why
? Why could {a.name} not eat or sleep well
? Why did {a.name} have a bad night
! {a.name} had broken the {y} and told nobody
! It was because {a.name} had run away from the broken {y}
ask who c
? Who heard the truth from {a.name}
? Who was told the truth by {a.name}
! It was {c.name}
! {c.name} was the one who heard it
ask then
? What did {a.name} do in the morning
? How did {a.name} put things right
! {a.name} told {c.name} the truth and apologised
! {a.name} went to {c.name} and said what had happened
