title the thief who stole shoes
cast a: child
cast d: dog of a
cast b: grown
cast c: old
thing x: slipper, boot, sandal, clog; left, leather, brown, new
word place: the shed, the woodpile, the pear tree, the rain barrel
number n: 4..9

beat start
3: {a.intro} lived with {d.intro} in a (narrow|quiet|sunny) street
3: {a.intro} had {d.intro}, who was as good as gold, or so everybody thought
1: I have {d.intro}, who always seemed as good as gold
1: I live in a quiet street with {d.intro}
beat but
one week, shoes began to disappear from the doorsteps, and always only one of a pair
that summer something strange was going on: (night after night|every morning) another shoe was missing from a doorstep
beat start
First {b.intro} came (hopping|limping) along on one foot
{b.intro} was the first to complain
beat say b
Somebody has stolen my {x.full}! Am I to go to work in one shoe?
My {x.full} was on the step last night, and now it has gone
beat maybe then
{c.intro} lost a (rubber boot|felt slipper|dancing shoe), and the (mayor|night watchman) lost a (sandal|clog)
{c.intro} came out in two odd shoes and (shook an angry fist|looked up and down the street)
beat so
{a} decided to (catch|find) the thief
{a} set a trap with an old sandal and a (long thread|ball of wool)
beat start
That night {a} sat at the window (in the dark|wrapped in a blanket) and (waited|kept watch)
That night {a} stayed awake and (watched the doorstep through the curtain|listened to every little sound)
beat maybe start
@night
beat when
the moon came out from behind a cloud
the clock struck twelve
beat start
a shadow trotted past with a shoe between its teeth
something came padding along with a shoe in its mouth
beat start
It had four legs and a wagging tail, and it was {d.name}
The thief was no stranger. It was {d.name}
beat maybe start
@surprised a
beat so
{a} slipped out and followed, right to a hole behind {place}
{a} crept after {d.me} with a lantern, as far as {place}
beat start
There, in a cosy heap, lay {n} shoes, and {d.name} (curled up|settled down) on top of them
{n} shoes lay there side by side, and {d.name} lay down on them with a happy sigh
beat maybe say a to d
So it was you! Are you lonely at night?
You funny thing! You wanted something that smells of people
beat then
{a} loaded the shoes into a (basket|wheelbarrow) and (carried|took) them back, door by door
{a} put all the shoes back where they belonged and said sorry (at every door|to everybody)
beat then
{a} gave {d.me} (a worn-out slipper|an old felt slipper) to keep for ever
{a} found an old slipper in the cupboard and laid it in the dog basket
beat start
After that, no shoe ever went missing in the street again
(From that day on|After that day), everybody's shoes stayed where they were

ask who d
? Who (was the thief|had taken the shoes)
? Who stole the shoes
! It was {d.name}, the dog
! {d.name} had taken them all
ask how-many n
? How many shoes lay in the heap
? How many shoes did {a.name} find
! {a.name} found {n} shoes
! There were {n} shoes
ask where
? Where were the missing shoes
? Where did {d.name} hide the shoes
! They were behind {place}
! They lay in a heap behind {place}
ask what
? What did {a.name} give {d.name} in the end
? What did {d.name} get from {a.name}
! {a.name} gave {d.name} an old slipper
! It was an old slipper
ask what x
? What did {b.name} miss
? What had {b.name} lost
! {b.name} had lost {x.a}
! It was {x.a}
