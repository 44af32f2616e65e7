title the first letter to a pen friend
form letter
cast a: child
word s: Anton, Emil, Lena, Marie, Paul, Rita, Nils, Hilda, Edwin, Susan, David, Laura, Stella, Robin
word c: Anton, Emil, Lena, Marie, Paul, Rita, Nils, Hilda, Edwin, Susan, David, Laura, Stella, Robin
word d: Anton, Emil, Lena, Marie, Paul, Rita, Nils, Hilda, Edwin, Susan, David, Laura, Stella, Robin
word e: Anton, Emil, Lena, Marie, Paul, Rita, Nils, Hilda, Edwin, Susan, David, Laura, Stella, Robin
word f: Mrs Lark, Mr Stone, Miss Bird, Mr Winter, Mrs Vale
word l1: drawing horses, playing chess, collecting stamps, climbing trees, telling jokes, knitting, juggling, singing, building ships, baking, skating, reading in bed
word l2: drawing horses, playing chess, collecting stamps, climbing trees, telling jokes, knitting, juggling, singing, building ships, baking, skating, reading in bed
word l3: drawing horses, playing chess, collecting stamps, climbing trees, telling jokes, knitting, juggling, singing, building ships, baking, skating, reading in bed
word l4: drawing horses, playing chess, collecting stamps, climbing trees, telling jokes, knitting, juggling, singing, building ships, baking, skating, reading in bed
word hate: cold porridge, boiled spinach, combing tangled hair, getting up early, wasps, long division
word season: spring, summer, autumn, winter
word why: that is when my birthday is, the air smells so good then, then the days are full of games, then the whole town is out of doors
word send: a pressed leaf, a ferry ticket, a feather, a map of the town, a drawing of the street, a tiny shell
word ask1: What can you see from your window?, Do you have snow where you live?, What do you eat for breakfast?, Is there a river in your town?, Are there any animals in your house?
number n: 8..11

beat line
Dear {a.name},
Hello, {a.name}!
beat paragraph
You do not know me yet, but I hope that this will change
{f}, our teacher, gave me your address, and now I am going to tell you who I am
Our class is looking for pen friends, and I have drawn your name out of a hat
A letter from a stranger is a strange thing, I know, but {f}, our teacher, thinks that we could be friends
beat start
My name is {s}, I am {n} years old, and I like {l1} best of all
I am called {s}. I am {n} years old, and my favourite thing is {l1}
{s} is my name. I am {n} years old and never get tired of {l1}
beat start
What I do not like at all is {hate}
I cannot stand {hate}, but please do not tell anybody
You should also know that I hate {hate}
beat paragraph
Let me tell you about my three best friends
I have three good friends
When I am not at home, you can find me with my three friends
beat mix start
{c} loves {l2}
{c} likes {l2} more than anything
{c} likes nothing better than {l2}
{c} thinks of nothing but {l2}
beat mix start
{d} is mad about {l3}
{d} could not live without {l3}
{d} spends every free minute on {l3}
Nobody knows more about {l3} than {d}
beat mix start
{e} is fond of {l4}
{e} likes {l4} best
Nothing makes {e} happier than {l4}
What {e} loves most is {l4}
beat maybe start
We are very different, but we never run out of things to do
People say that where one of us is, the other three cannot be far
beat paragraph
Our town has a castle, two bridges and a river with a lot of swans
We live in a small town where everyone knows everyone
Where I live, the streets are narrow and the cats are fat
beat start
I like it best in {season}, because {why}
{season} is the best time of the year here, because {why}
My favourite time is {season}, because {why}
beat start
And what about you? {ask1}
Now it is your turn. {ask1}
I would like to know a lot about you. {ask1}
beat maybe start
I would also like to know what makes you laugh
Tell me everything, even the boring things
beat start
In the envelope there is {send} for you
I am sending you {send}, so that you have something from here
Look into the envelope once more. I have put in {send}
beat start
Please write back soon. I shall look into the letter box every morning
I cannot wait for your answer
Write back as soon as you can, even if it is only three lines
beat line
(Best wishes|Your new pen friend),
beat line
{s}

ask what l1
? What does {s} like best
? What is {s}'s favourite thing
! {s} likes {l1} best
! It is {l1}
ask what l2
? What does {c} like
? What does {c} love to do
! {c} loves {l2}
! It is {l2}
ask who d
? Who likes {l3}
? Which of the friends likes {l3}
! {d} likes {l3}
! It is {d}
ask who e
? Who likes {l4} best
? Which of the friends is fond of {l4}
! {e} likes {l4}
! It is {e}
ask what hate
? What does {s} not like at all
? What can {s} not stand
! {s} does not like {hate}
! It is {hate}
ask what send
? What is in the envelope for {a.name}
? What does {s} send along
! {s} sends {send}
! It is {send}
ask how-many n
? How old is {s}
! {s} is {n} years old
